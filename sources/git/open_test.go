package git

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNewRefuses(t *testing.T) {
	table := []struct {
		name string
		make func(r *testRepo) string
		want error
	}{
		{"no repository", func(r *testRepo) string { return filepath.Dir(r.Dir) }, ErrNoRepository},
		{"no such folder", func(r *testRepo) string { return filepath.Join(r.Dir, "none") }, os.ErrNotExist},
		{"pointer to nowhere", func(r *testRepo) string {
			r.Write("sub/.git", "gitdir: ../nowhere\n")
			return filepath.Join(r.Dir, "sub")
		}, ErrNoRepository},
		{"pointer that is none", func(r *testRepo) string {
			r.Write("sub/.git", "hello\n")
			return filepath.Join(r.Dir, "sub/.git")
		}, ErrNoRepository},
		{"later version", func(r *testRepo) string {
			r.Git("config", "core.repositoryFormatVersion", "2")
			return r.Dir
		}, ErrUnsupported},
		{"unknown extension", func(r *testRepo) string {
			r.Git("config", "core.repositoryFormatVersion", "1")
			r.Git("config", "extensions.hologram", "true")
			return r.Dir
		}, ErrUnsupported},
		{"unknown object format", func(r *testRepo) string {
			r.Git("config", "core.repositoryFormatVersion", "1")
			r.Git("config", "extensions.objectFormat", "sha512")
			return r.Dir
		}, ErrUnsupported},
		{"unknown storage of refs", func(r *testRepo) string {
			r.Git("config", "core.repositoryFormatVersion", "1")
			r.Git("config", "extensions.refStorage", "papyrus")
			return r.Dir
		}, ErrUnsupported},
	}
	for _, c := range table {
		t.Run(c.name, func(t *testing.T) {
			_, err := New(Options{Path: c.make(newRepo(t))})
			if !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
		})
	}
}

// TestSHA256WithoutGit checks that a SHA-256 repository is read without the help
// of git.
func TestSHA256WithoutGit(t *testing.T) {
	r := newRepo(t, "--object-format=sha256")
	r.Save("a", "FAKE")
	t.Setenv("PATH", t.TempDir())
	if got := r.readAll(Options{}); len(got.blobs) != 1 || len(got.skips) != 0 {
		t.Errorf("%d blobs, %d skips", len(got.blobs), len(got.skips))
	}
}

func TestParseConfig(t *testing.T) {
	table := []struct{ text, name, want string }{
		{"[extensions]\n\tobjectFormat = sha256\n", "objectformat", "sha256"},
		{"[Extensions]\r\nOBJECTFORMAT=sha256 ; comment\r\n", "objectformat", "sha256"},
		{"[extensions] objectFormat = \"sha256\" # comment\n", "objectformat", "sha256"},
		{"[extensions]\nworktreeConfig\n", "worktreeconfig", "true"},
		{"[extensions]\npartialClone = a\\\nb\n", "partialclone", "ab"},
		{"[extensions]\npartialClone = \"a \\\"b\\\" ; c \"  \n", "partialclone", "a \"b\" ; c "},
		{"[extensions \"sub\"]\nobjectFormat = sha256\n", "objectformat", ""},
		{"[core]\nobjectFormat = sha256\n", "objectformat", ""},
		{"[broken\nx\n[extensions]\nobjectFormat = sha256\n", "objectformat", "sha256"},
	}
	for _, c := range table {
		if got := parseConfig([]byte(c.text)).extensions[c.name]; got != c.want {
			t.Errorf("%q: %s is %q, want %q", c.text, c.name, got, c.want)
		}
	}
}

// TestParseConfigLikeGit compares with git itself.
func TestParseConfigLikeGit(t *testing.T) {
	r := newRepo(t)
	for _, value := range []string{"sha256", "\"sha256\"", " a b  ; c", "\"a ; b\" c", "a\\\\b\\tc", "a \"b  c\" d", "a\\\\", "a\\\nb", "\\\"a\\\""} {
		r.Write("config", "[extensions]\n\tpartialClone = "+value+"\n")
		want := strings.TrimSuffix(r.Git("config", "--file", "config", "--null", "--get", "extensions.partialClone"), "\x00")
		data, err := os.ReadFile(filepath.Join(r.Dir, "config"))
		if err != nil {
			t.Fatal(err)
		}
		if got := parseConfig(data).extensions["partialclone"]; got != want {
			t.Errorf("%q: got %q, want %q", value, got, want)
		}
	}
}

// FuzzParseConfig writes a value as git would and reads it back.
func FuzzParseConfig(f *testing.F) {
	f.Add("sha256")
	f.Add(" a ; # \\ \" b\t")
	f.Fuzz(func(t *testing.T, value string) {
		parseConfig([]byte(value)) // whatever it is
		if strings.ContainsAny(value, "\r\n") {
			return
		}
		quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value)
		c := parseConfig([]byte("[core]\n\tworktree = \"" + quoted + "\" ; comment\n"))
		if c.worktree != value {
			t.Errorf("%q became %q", value, c.worktree)
		}
	})
}
