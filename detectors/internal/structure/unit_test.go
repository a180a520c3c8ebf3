package structure

import "testing"

func TestUnit(t *testing.T) {
	testViews(t, Unit, []viewRow{
		// systemd.exec(5), Environment=
		{"the manual's example", "[Service]\nEnvironment=\"VAR1=word1 word2\" VAR2=word3 \"VAR3=$word 5 6\"\n", []string{"VAR1 = \"word1 word2\"\nVAR2 = word3\nVAR3 = \"$word 5 6\"\n"}},
		// systemd.service(5), "Command lines"
		{"commands", "ExecStart=echo one ; echo \"two two\"\nExecStartPre=-/bin/sh -c 'A=\"b c\" d'\n", []string{"echo one ; echo 'two two'\n/bin/sh -c 'A=\"b c\" d'\n"}},
		{"command on lines", "ExecStart=/bin/echo / >/dev/null & \\; \\\nls\n", []string{"/bin/echo / '>/dev/null' '&' '\\;' ls\n"}},
		{"quotes within", "Environment=A=\"b c\"d 'E=f\"g' \"H=i'j\"\n", []string{"A = \"b cd\"\nE = 'f\"g'\nH = \"i'j\"\n"}},
		{"escapes", `Environment="A=\x41\102\u0043\tD\"" B=c\sd E=\q` + "\n", []string{"A = 'ABC\tD\"'\nB = \"c d\"\nE = \"\\q\"\n"}},
		// systemd.syntax(7): comments in a continued setting are left out
		{"continued", "Environment=A=b \\\n# comment\n; comment\n  C=d \\\n\n E=f\n", []string{"A = b\nC = d\n"}},
		{"several", "Environment=A=b\nEnvironment=C=d\n", []string{"A = b\nC = d\n"}},
		{"blanks", "Environment = A=b\t C=d  \n", []string{"A = b\nC = d\n"}},
		{"credentials", "SetCredential=api_key:abc\\x41\\\n d\nSetCredentialEncrypted=api_key: \\\n  abc\nLoadCredential=a:/b\n", []string{"api_key = \"abcA  d\"\n"}},
		{"Quadlet", "[Container]\nImage=a\nEnvironment=A=b \"C=d e\"\nExec=run 'a b'\nPodmanArgs=--env 'F=g h'\n", []string{"A = b\nC = \"d e\"\n", "run 'a b'\n--env 'F=g h'\n"}},
		{"prefixes", "ExecStart=@-+/bin/a b\nExecStop=!!/bin/c $D ${E}\n", []string{"/bin/a b\n/bin/c '$D' '${E}'\n"}},
		{"nothing for others", "[Unit]\nDescription=a\nPassEnvironment=A\nEnvironmentFile=/b\n", nil},
		{"unclosed", "Environment=\"A=b c\nExecStart=\n", []string{"A = \"b c\"\n", "\n"}},
	})
}
