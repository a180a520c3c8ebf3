package report

import (
	"net/url"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

func TestPlace(t *testing.T) {
	git := &sources.GitOrigin{Object: blobID, Type: sources.Blob}
	for _, tt := range []struct {
		name  string
		root  string
		o     sources.Origin
		at    *sources.GitPlace
		text  string
		uri   string
		below bool
	}{
		{"below the root", "/srv/x", sources.Origin{Root: "/srv/x", Path: "a b/c.env"}, nil, "a b/c.env", "a%20b/c.env", true},
		{"root with a slash", "/srv/x/", sources.Origin{Root: "/srv/x/", Path: "c"}, nil, "c", "c", true},
		{"another folder below the root", "/srv", sources.Origin{Root: "/srv/x", Path: "c"}, nil, "x/c", "x/c", true},
		{"root is the system's", "/", sources.Origin{Path: "/etc/x"}, nil, "etc/x", "etc/x", true},
		{"beside the root", "/srv/x", sources.Origin{Root: "/srv/xy", Path: "c"}, nil, "/srv/xy/c", "file:///srv/xy/c", false},
		{"absolute", "/srv/x", sources.Origin{Path: "/etc/a#b%c?d"}, nil, "/etc/a#b%c?d", "file:///etc/a%23b%25c%3Fd", false},
		{"no root", "", sources.Origin{Path: "/etc/x"}, nil, "/etc/x", "file:///etc/x", false},
		{"relative, no root", "", sources.Origin{Path: "c:d"}, nil, "c:d", "c%3Ad", false},
		{"not UTF-8", "/r", sources.Origin{Root: "/r", Path: "\xff\xfe"}, nil, `\xff\xfe`, "%FF%FE", true},
		{"colon", "/r", sources.Origin{Root: "/r", Path: "http://x"}, nil, "http://x", "unknown", false},
		{"backslash on Unix", "/r", sources.Origin{Root: "/r", Path: `a\b`}, nil, `a\b`, "a%5Cb", true},
		{"Windows", `C:\repo`, sources.Origin{Root: `C:\repo`, Path: "a b/c"}, nil, "a b/c", "a%20b/c", true},
		{"Windows, other case", `c:\Repo`, sources.Origin{Root: `C:\repo`, Path: "c"}, nil, "c", "c", true},
		{"Windows, elsewhere", `C:\repo`, sources.Origin{Root: `D:\x y`, Path: "c"}, nil, "D:/x y/c", "file:///D:/x%20y/c", false},
		{"Windows, absolute", "", sources.Origin{Path: "C:/ProgramData/x"}, nil, "C:/ProgramData/x", "file:///C:/ProgramData/x", false},
		{"share", "", sources.Origin{Root: `\\host\share`, Path: "c"}, nil, "//host/share/c", "file://host/share/c", false},
		{"history", "/r", sources.Origin{Source: sources.Git, Root: "/r", Repository: "/r", Git: git},
			&sources.GitPlace{Path: "é"}, "é", "%C3%A9", true},
		{"history of another repository", "/r", sources.Origin{Source: sources.Git, Repository: "/q.git", Git: git},
			&sources.GitPlace{Path: "x"}, "/q.git/x", "file:///q.git/x", false},
		{"hostile tree", "/r", sources.Origin{Source: sources.Git, Repository: "/r", Git: git},
			&sources.GitPlace{Path: "a/../../b"}, "a/../../b", "blob/" + blobID, false},
		{"hostile tree, absolute", "/r", sources.Origin{Source: sources.Git, Repository: "/r", Git: git},
			&sources.GitPlace{Path: "/etc/x"}, "/etc/x", "blob/" + blobID, false},
		{"blob without a path", "/r", sources.Origin{Source: sources.Git, Root: "/r", Git: git}, nil,
			"object 5e1c309dae", "blob/" + blobID, false},
		{"commit", "/r", sources.Origin{Source: sources.Git, Root: "/r",
			Git: &sources.GitOrigin{Object: firstID, Type: sources.Commit, Part: "message"}}, &sources.GitPlace{},
			"commit 1a2b3c4d5e message", "commit/" + firstID, false},
		{"tag", "/r", sources.Origin{Source: sources.Git, Git: &sources.GitOrigin{Object: firstID, Type: sources.Tag, Part: "tagger"}}, nil,
			"tag 1a2b3c4d5e tagger", "tag/" + firstID, false},
		{"process", "/r", sources.Origin{Source: sources.Processes, Process: &sources.ProcessOrigin{PID: 9}}, nil,
			"process 9", "file:///proc/9/cmdline", false},
		{"environment", "/r", sources.Origin{Source: sources.Processes, Process: &sources.ProcessOrigin{PID: 9, Part: sources.Environment}}, nil,
			"environment of process 9", "file:///proc/9/environ", false},
		{"journal", "/r", sources.Origin{Source: sources.Journal, Journal: &sources.JournalOrigin{Unit: "a.service", Host: "web/1"}}, nil,
			"journal of a.service", "journal/web%2F1/a.service", false},
		{"journal of nobody", "/r", sources.Origin{Source: sources.Journal, Journal: &sources.JournalOrigin{}}, nil,
			"journal", "journal/unknown/unknown", false},
		{"journal file", "/r", sources.Origin{Source: sources.Journal, Root: "/var/log/journal", Path: "0/system.journal",
			Journal: &sources.JournalOrigin{Unit: "a.service"}}, nil,
			"/var/log/journal/0/system.journal", "file:///var/log/journal/0/system.journal", false},
		{"history without a file", "/r", sources.Origin{Source: sources.ShellHistory, Command: &sources.CommandOrigin{User: "a/b:c"}}, nil,
			"history of a/b:c (unknown)", "shell-history/a%2Fb:c/unknown", false},
		{"standard input", "/r", sources.Origin{Source: sources.Stdin, Path: "-"}, nil, "stdin", "stdin", false},
		{"nothing known", "/r", sources.Origin{}, nil, "unknown place", "unknown", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := displayPlace(tt.root, &tt.o, tt.at); got != tt.text {
				t.Errorf("shown as %q, want %q", got, tt.text)
			}
			uri, below := placeURI(tt.root, &tt.o, tt.at)
			if uri != tt.uri || below != tt.below {
				t.Errorf("URI %q (%v), want %q (%v)", uri, below, tt.uri, tt.below)
			}
		})
	}
}

// A path must come out of its URI as it went in.
func FuzzURI(f *testing.F) {
	for _, p := range []string{"a b/c", "a:b/c:d", "#%?é\xff", "*", "!$&'()*+,;=@", "C:/x", `a\b`, "//h/x", "~", "[x]"} {
		f.Add(p)
	}
	f.Fuzz(func(t *testing.T, p string) {
		p = strings.ReplaceAll(p, "\x00", "") // no path holds one
		if p == "" || dotted(p) {
			return // the URI of such a path is another one
		}
		u, err := url.Parse(relativeURI(p))
		if err != nil || u.Scheme != "" || u.Host != "" || u.Path != p || u.RawQuery != "" || u.Fragment != "" {
			t.Errorf("%q became %q: %v", p, relativeURI(p), err)
		}
		u, err = url.Parse(fileURI("/" + p))
		if err != nil || u.Scheme != "file" || u.Host != "" || u.Path != "/"+p {
			t.Errorf("/%q became %q: %v", p, fileURI("/"+p), err)
		}
	})
}
