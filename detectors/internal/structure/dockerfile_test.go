package structure

import "testing"

func TestDockerfile(t *testing.T) {
	testViews(t, Dockerfile, []viewRow{
		// The reference's own examples.
		{"ENV", "ENV MY_NAME=\"John Doe\" MY_DOG=Rex\\ The\\ Dog \\\n    MY_CAT=fluffy\n", []string{"MY_NAME = \"John Doe\"\nMY_DOG = \"Rex The Dog\"\nMY_CAT = fluffy\n"}},
		{"legacy ENV", "ENV MY_VAR my-value\nENV ONE TWO= THREE=world\n", []string{"MY_VAR = my-value\nONE = \"TWO= THREE=world\"\n"}},
		{"LABEL", "LABEL \"com.example.vendor\"=\"ACME Incorporated\"\nLABEL description=\"This text illustrates \\\nthat label-values can span multiple lines.\"\n",
			[]string{"\"com.example.vendor\" = \"ACME Incorporated\"\ndescription = \"This text illustrates that label-values can span multiple lines.\"\n"}},
		{"ARG", "ARG user1=someuser\nARG buildno\nARG a='b c' d=e\n", []string{"user1 = someuser\na = \"b c\"\nd = e\n"}},
		{"escape directive", "# escape=`\n\nFROM microsoft/nanoserver\nENV A=\"b`\"c\" D=`\ne\\f\nRUN dir `\n  c:\\\n",
			[]string{"dir   c:\\\n", "FROM microsoft/nanoserver\nA = 'b\"c'\nD = \"e\\f\"\n"}},
		{"comments in a continuation", "# a comment\nRUN echo hello \\\n# comment\n  # another\n\nworld\n", []string{"echo hello world\n"}},
		{"lower case", "  env a=b\n run c\n", []string{"c\n", "a = b\n"}},
		{"exec form", "RUN [\"/bin/bash\", \"-c\", \"echo 'a \\\"b\\\"'\"]\n", []string{"/bin/bash -c 'echo '\\''a \"b\"'\\'''\n"}},
		{"no valid JSON", "CMD ['a', 'b']\n", []string{"['a', 'b']\n"}},
		{"options", "RUN --mount=type=secret,id=k --network=none a b\n", []string{"a b\n"}},
		{"HEALTHCHECK", "HEALTHCHECK --interval=5m --timeout=3s \\\n  CMD curl -f http://localhost/ || exit 1\nHEALTHCHECK NONE\n", []string{"curl -f http://localhost/ || exit 1\n"}},
		{"ONBUILD", "ONBUILD ENV a=b\nONBUILD RUN c\n", []string{"c\n", "a = b\n"}},
		{"here-document", "RUN <<EOF\n  mkdir -p foo/bar\nEOF\nENV a=b\n", []string{"  mkdir -p foo/bar\n", "a = b\n"}},
		{"here-document with a program", "RUN python3 <<EOF\nx = 1\nEOF\nENV a=b\n", []string{"python3 <<EOF\nx = 1\nEOF\n", "a = b\n"}},
		{"here-document with an interpreter", "RUN <<EOF\n#!/usr/bin/env python\nprint(\"x\")\nEOF\n", []string{"#!/usr/bin/env python\nprint(\"x\")\n"}},
		{"COPY", "COPY <<-EOF /script.sh\n\techo \"x ${A}\"\n\tEOF\nCOPY a b\n", []string{"echo \"x ${A}\"\n"}},
		{"COPY of two", "COPY <<A <<B /etc/\nx\nA\ny\nB\nENV a=b\n", []string{"x\n", "y\n", "a = b\n"}},
		{"unclosed here-document", "RUN <<EOF\na\n", []string{"a\n"}},
		{"unclosed quote", "ENV a=\"b c\n", []string{"a = \"b c\"\n"}},
		{"nothing", "# only\n\n", nil},
	})
	for _, r := range []struct{ text, path string }{
		{"COPY <<E /etc/logstag-agent.toml\nx\nE\n", "/etc/logstag-agent.toml"}, {"ADD <<a.toml /etc/\nx\na.toml\n", "/etc/a.toml"},
	} {
		got := ""
		if err := Read(Dockerfile, []byte(r.text), func(v *View) { got = v.Path }); err != nil || got != r.path {
			t.Errorf("%q: %q, %v", r.text, got, err)
		}
	}
	for _, r := range []struct {
		text string
		want Format
	}{
		{"RUN a\n", Shell}, {"CMD a\n", Shell}, {"CMD [\"a\"]\n", Shell}, {"RUN <<E\na\nE\n", Shell}, {"RUN <<E\n#!/bin/bash\na\nE\n", Shell}, {"RUN <<E\n#!/bin/python\na\nE\n", Plain},
		{"SHELL [\"powershell\", \"-command\"]\nRUN a\n", PowerShell}, {"SHELL [\"cmd\", \"/S\"]\nRUN a\n", Plain}, {"SHELL [\"/bin/bash\", \"-c\"]\nRUN a\n", Shell}, {"# escape=`\nRUN a\n", Plain}, {"COPY <<E /a.sh\nx\nE\n", Shell},
	} {
		if err := Read(Dockerfile, []byte(r.text), func(v *View) {
			if v.Format != r.want {
				t.Errorf("%q: %v", r.text, v.Format)
			}
		}); err != nil {
			t.Error(err)
		}
	}
}
