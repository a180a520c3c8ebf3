package structure

import (
	"strings"
	"testing"
)

// viewsOf gives the texts of all views, copied.
func viewsOf(t testing.TB, f Format, text string) (views []string, err error) {
	t.Helper()
	err = Read(f, []byte(text), func(v *View) {
		checkMap(t, text, v)
		views = append(views, string(v.Text))
	})
	return views, err
}

// checkMap makes sure that every place in a view leads to one in the text.
func checkMap(t testing.TB, text string, v *View) {
	t.Helper()
	for i := range v.Text {
		from, to := v.Map.Original(i, i+1)
		if from < 0 || to < from || to > len(text) {
			t.Fatalf("byte %d of a view leads to %d-%d of %d", i, from, to, len(text))
		}
	}
}

type viewRow struct {
	name, text string
	want       []string // the views
}

func testViews(t *testing.T, f Format, rows []viewRow) {
	t.Helper()
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			got, err := viewsOf(t, f, r.text)
			if err != nil {
				t.Error(err)
			}
			if strings.Join(got, "\x00") != strings.Join(r.want, "\x00") {
				t.Errorf("got\n%q\nwant\n%q", got, r.want)
			}
		})
	}
}

func TestShellWords(t *testing.T) {
	testViews(t, Shell, []viewRow{
		{"plain", "agent --api-key abc\n", []string{"agent --api-key abc"}},
		{"quotes within a word", `K=a"b"'c'\d` + "\n", []string{"K=abcd"}},
		{"quotes that are needed", `agent --name "a b" 'c;d'`, []string{"agent --name 'a b' 'c;d'"}},
		{"quotes in quotes", `echo "it's"`, []string{"it's", `echo "it's"`}},
		{"both quotes", `run "it's \"x\""`, []string{`run it's "x"`}},
		{"escapes", `run $'a\x62\143\n\'x\u00e9'`, []string{"run \"abc\n'xé\""}},
		{"unknown escapes", `run "a\b\$\"" $'\q'`, []string{`run 'a\b$"' '\q'`}},
		{"continuation", "agent \\\n  --api-key \\\n  ab\\\ncd\n", []string{"agent --api-key abcd"}},
		{"continuation in quotes", "K=\"ab\\\ncd\"\n", []string{"K=abcd"}},
		{"continuation with CR", "agent \"ab\\\r\ncd\"\n", []string{"agent abcd"}},
		{"parameters", `agent $A "${B}" ${C:-d"e"} ${F-'g'} ${#H} "$I$J"`, []string{"agent $A ${B} ${C:-de} ${F-g} '${#H}' $I$J"}},
		{"default in a default", `K=${A:-${B:-"c d"}}`, []string{"K='${A:-${B:-c d}}'"}},
		{"substitutions", "K=$(cat f) J=`cat g` a <(b) $((1+2))", []string{"K='$()' J='$()' a '<()' '$(())'; cat f; cat g; b"}},
		{"printed", "K=$(echo 'a b') J=`echo -n \"c\"` I=\"$(printf '%s' d)e\" H=$(echo $(echo f)) G=$(echo a b)", []string{"a b", "c", "d", "f", "f", "a b", "K='a b' J=c I=de H=f G='$()'; echo 'a b'; echo -n c; printf %s d; echo f; echo f; echo a b"}},
		{"arrays", `declare -A m=([k]="v w" [l]=x); n=(a 'b' "c")`, []string{"declare -A m=([k]='v w' [l]=x); n=(a b c)"}},
		{"append and index", `a+=b c[1]=d`, []string{"a=b c[1]=d"}},
		{"declarations", `export A="b" C; readonly D='e f'; local g=h; typeset -x I=$'j'; declare "K=l"`, []string{"export A=b C; readonly D='e f'; local g=h; typeset -x I=j; declare K=l"}},
		{"redirections", `a <<<"b c" >d 2>&1`, []string{"b c", "a <<< 'b c' > d >& 1"}},
		{"lists", "a && b || c; d & e\nf", []string{"a; b; c; d; e\nf"}},
		{"list on lines", "a &&\n  b \\\n  && c", []string{"a\nb\nc"}},
		{"pipeline on lines", "a |\n  b \\\n  | c x", []string{"a | b | c x"}},
		{"compound", "if a; then\n  b x\nelse c; fi\nwhile d; do e; done\nf() { g; }\n(h; { i; })\n", []string{"a\nb x\nc\nd; e\ng\nh; i"}},
		{"for", `for k in "a b" c; do d "$k"; done`, []string{"for k in 'a b' c; d $k"}},
		{"case", "case $x in a) b;; *) c y;; esac", []string{"b; c y"}},
		{"lines as on Windows", "\xef\xbb\xbfA=b\"c\"d\r\nif e; then\r\n  f \\\r\n    g\r\nfi\r\n", []string{"A=bcd\ne\nf g"}},
		{"nothing", "# a comment\n\n", nil},
		{"crontab", "API_KEY=abc\n*/5 * * * * root agent 'a b'\n", []string{"API_KEY=abc\n'*/5' '*' '*' '*' '*' root agent 'a b'"}},
	})
}

func TestShellTexts(t *testing.T) {
	testViews(t, Shell, []viewRow{
		{"here-document", "cat >f.toml <<EOF\na = \"$X\" \\$y\nEOF\nnext\n", []string{"a = \"$X\" $y\n", "cat > f.toml\nnext"}},
		{"quoted here-document", "cat <<'EOF' >f\na \\$y\nEOF\n", []string{"a \\$y\n", "cat > f"}},
		{"tabs", "if a; then\n\tcat <<-EOF\n\t\ta = b\n\tc\n\tEOF\nfi\n", []string{"a = b\nc\n", "a\ncat"}},
		{"two here-documents", "cat <<A <<'B'\nx\nA\ny\nB\n", []string{"x\n", "y\n", "cat"}},
		{"empty here-document", "cat <<A\nA\n", []string{"cat"}},
		{"here-document of a block", "{ cat; } <<A\nx\nA\n", []string{"x\n", "cat"}},
		{"echo", `echo "api_key = \"abc\"" >> x.toml`, []string{`api_key = "abc"`, `echo 'api_key = "abc"' >> x.toml`}},
		{"echo -e", `echo -e "a\nb" 'c\td'`, []string{"a\nb c\td", `echo -e 'a\nb' 'c\td'`}},
		{"echo without -e", `echo -n 'a\nb'`, []string{`a\nb`, `echo -n 'a\nb'`}},
		{"printf", `printf 'K=%s\n%5d%%\n' "abc" 7`, []string{"K=abc\n7%\n", `printf 'K=%s\n%5d%%\n' abc 7`}},
		{"printf again", `printf '%s=%s;' a b c d`, []string{"a=b;c=d;", `printf '%s=%s;' a b c d`}},
		{"printf into a variable", `printf -v x '%s' a`, []string{`printf -v x %s a`}},
		{"printf of nothing", `printf`, []string{`printf`}},
		{"bash -c", `sudo -u x bash -lc 'K="a b" run'`, []string{`K="a b" run`, `sudo -u x bash -lc 'K="a b" run'`}},
		{"ssh", `ssh -p 22 -tt me@host "K='a b'" run`, []string{`K='a b' run`, `ssh -p 22 -tt me@host "K='a b'" run`}},
		{"ssh alone", `ssh host`, []string{`ssh host`}},
		{"eval", `eval "K=\"a\"" b`, []string{`K="a" b`, `eval 'K="a"' b`}},
		{"su", `su - agent -c "K='a b' run"`, []string{`K='a b' run`, `su - agent -c "K='a b' run"`}},
		{"alias", `alias x='K="a b" run'`, []string{`K="a b" run`, `alias 'x=K="a b" run'`}},
		{"docker", `docker run --rm img sh -c "run 'a b'"`, []string{`run 'a b'`, `docker run --rm img sh -c "run 'a b'"`}},
		{"pwsh", `pwsh -NoProfile -c "\$a = 'b' + 'c'"`, []string{`$a = 'b' + 'c'`, `pwsh -NoProfile -c "$a = 'b' + 'c'"`}},
		{"no script", `bash -c run`, []string{`bash -c run`}},
	})
}

// TestShellPlaces checks the paths and notations of texts that commands write.
func TestShellPlaces(t *testing.T) {
	for _, r := range []struct{ text, path string }{
		{"cat <<E > /etc/logstag-agent.toml\nx\nE\n", "/etc/logstag-agent.toml"},
		{"cat <<E | sudo tee -a /etc/logstag-agent.toml\nx\nE\n", "/etc/logstag-agent.toml"},
		{"sudo tee /etc/logstag-agent.toml >/dev/null <<E\nx\nE\n", "/etc/logstag-agent.toml"},
		{"echo x | tee f.toml", "f.toml"},
		{"printf 'x' >> \"f\".toml", "f.toml"},
		{"cat <<E | envsubst > f.toml\nx\nE\n", "f.toml"},
		{"tee f.toml <<< 'x'", "f.toml"},
		{"echo x | gh secret set API_KEY --repo a/b", "API_KEY"},
		{"printf %s x | docker secret create --label a=b api_key -", "api_key"},
		{"gcloud secrets versions add api_key --data-file=- <<< x", "api_key"},
		{"echo x | docker build -", ""},
		{"echo x 2> f.toml", ""},
		{"echo x", ""},
	} {
		var got []string
		err := Read(Shell, []byte(r.text), func(v *View) {
			if strings.TrimSpace(string(v.Text)) == "x" {
				got = append(got, v.Path)
			}
		})
		if err != nil || len(got) != 1 || got[0] != r.path {
			t.Errorf("%q: %q, %v; want %q", r.text, got, err, r.path)
		}
	}
	for _, text := range []string{"bash <<E\nx y\nE\n", "ssh host 'bash -s' <<E\nx y\nE\n", "crontab - <<E\nx y\nE\n", "bash -c 'x y'", "echo 'x y' | ssh host bash", "cat <<E | sudo sh\nx y\nE\n"} {
		found := false
		if err := Read(Shell, []byte(text), func(v *View) { found = found || v.Format == Shell && strings.TrimSpace(string(v.Text)) == "x y" }); err != nil || !found {
			t.Errorf("%q: no script, %v", text, err)
		}
	}
}

// TestShellErrors reads on behind what is not valid.
func TestShellErrors(t *testing.T) {
	for _, r := range []viewRow{
		{"unclosed quote", "a 'b'\nc \"d\ne f\n", []string{"a b\ne f"}},
		{"template", "a b\n{% if x %}\nc ( d\n{% endif %}\ne 'f g'\n", []string{"a b\n{% if x %}\n{% endif %}\ne 'f g'"}},
		{"unclosed here-document", "a b\ncat <<E\nx 'y z'\n", []string{"a b\nx 'y z'"}},
		{"unclosed group", "a b\n( c\nd e\n", []string{"a b\nd e"}},
	} {
		t.Run(r.name, func(t *testing.T) {
			got, err := viewsOf(t, Shell, r.text)
			if err == nil {
				t.Error("no error")
			}
			if strings.Join(got, "\x00") != strings.Join(r.want, "\x00") {
				t.Errorf("got\n%q\nwant\n%q", got, r.want)
			}
		})
	}
}

// TestOtherShells reads what only ksh or zsh allows.
func TestOtherShells(t *testing.T) {
	testViews(t, Shell, []viewRow{
		{"zsh glob qualifier", "for f in *(.N); do agent \"a b\"; done", []string{"for f in '*(.N)'; agent 'a b'"}},
		{"mksh", "x=${|REPLY=a;}; agent 'b c'", []string{"x='$()'; REPLY=a; agent 'b c'"}},
	})
	testViews(t, Zsh, []viewRow{
		{"zsh", "agent 'a b' =(c)", []string{"agent 'a b' '<()'; c"}},
	})
}
