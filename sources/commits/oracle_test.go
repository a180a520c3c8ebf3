package commits

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources/gittest"
)

// TestOracle compares with a slow reading of the same history: of each commit and
// each of its parents all files, as git gives them.
func TestOracle(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			rnd := rand.New(rand.NewPCG(seed, 7))
			r := gittest.New(t)
			randomHistory(r, rnd)
			slow := slowReader{r, map[string]map[string]string{}}
			tips := strings.Fields(r.Git("for-each-ref", "--format=%(refname:short)", "refs/heads"))
			for range 6 {
				from, to := tips[rnd.IntN(len(tips))], tips[rnd.IntN(len(tips))]
				selection := Selection{Range: fmt.Sprintf("%s~%d..%s", from, rnd.IntN(3), to)}
				if _, err := r.TryGit("", "rev-parse", "--verify", "-q", strings.Split(selection.Range, "..")[0]); err != nil {
					selection.Range = to
				}
				got := read(t, Options{Path: r.Dir, Selection: selection, Jobs: 1 + rnd.IntN(4)})
				if len(got.skips) > 0 {
					t.Errorf("skipped %v", got.skips)
				}
				introduced := slow.introduced(selection.Range)
				var pairs []string // without the commit: of two that qualify, either is right
				for _, line := range got.shown() {
					path, rest, _ := strings.Cut(line, " ")
					key, commit, _ := strings.Cut(rest, " ")
					pairs = append(pairs, path+" "+key)
					if !slices.Contains(introduced[path+" "+key], commit) {
						t.Errorf("%s: %s was not brought in there", selection.Range, line)
					}
				}
				var want []string
				for pair := range introduced {
					want = append(want, pair)
				}
				slices.Sort(pairs)
				slices.Sort(want)
				if !slices.Equal(pairs, want) {
					t.Errorf("%s: shown %q, want %q", selection.Range, pairs, want)
				}
			}
		})
	}
}

// randomHistory makes branches, changes, renames, removals and merges.
func randomHistory(r *gittest.Repo, rnd *rand.Rand) {
	key := func() string { return fmt.Sprintf("KEY%d", rnd.IntN(8)) }
	path := func() string { return []string{"a", "b", "dir/c", "d"}[rnd.IntN(4)] }
	r.Save("a", "first")
	for n := range 14 {
		switch rnd.IntN(8) {
		case 0:
			r.Git("checkout", "-q", "-b", fmt.Sprintf("b%d", n))
		case 1:
			heads := strings.Fields(r.Git("for-each-ref", "--format=%(refname:short)", "refs/heads"))
			other := heads[rnd.IntN(len(heads))]
			if _, err := r.TryGit("", "merge", "-q", "--no-edit", other); err != nil {
				r.Write(path(), key())
				r.Commit("merge")
			}
		case 2:
			if files := strings.Fields(r.Git("ls-files")); len(files) > 1 {
				r.Git("rm", "-q", files[rnd.IntN(len(files))])
				if rnd.IntN(2) == 0 {
					r.Write(path(), key()+"\nanew\n")
				}
				r.Commit("remove")
			}
		case 3:
			if files := strings.Fields(r.Git("ls-files")); len(files) > 0 {
				r.Git("mv", files[rnd.IntN(len(files))], fmt.Sprintf("moved%d", n))
				r.Commit("move")
			}
		case 4:
			heads := strings.Fields(r.Git("for-each-ref", "--format=%(refname:short)", "refs/heads"))
			r.Git("checkout", "-q", heads[rnd.IntN(len(heads))])
		default:
			r.Save(path(), strings.Repeat("line\n", rnd.IntN(3))+key()+"\n"+key()+"\n")
		}
	}
}

// slowReader keeps the files of the commits that it has read.
type slowReader struct {
	r    *gittest.Repo
	read map[string]map[string]string
}

// introduced gives the commits of a range that brought a secret to a path: no
// parent has it there, nor in a file that the commit removed while it added this.
func (s slowReader) introduced(revisions string) map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(s.r.Git("rev-list", "--parents", revisions)) {
		ids := strings.Fields(line)
		own := s.files(ids[0])
		for path, text := range own {
			for _, key := range secretForm.FindAllString(text, -1) {
				if !s.before(own, ids[1:], path, key) {
					out[path+" "+key] = append(out[path+" "+key], short(ids[0]))
				}
			}
		}
	}
	return out
}

// before says that a secret was there before the commit.
func (s slowReader) before(own map[string]string, parents []string, path, key string) bool {
	added := true
	for _, p := range parents {
		text, ok := s.files(p)[path]
		if strings.Contains(text, key) {
			return true
		}
		added = added && !ok
	}
	for _, p := range parents {
		for gone, text := range s.files(p) {
			_, stays := own[gone]
			for _, q := range parents { // gone from all of them
				_, there := s.files(q)[gone]
				stays = stays || !there
			}
			if added && !stays && strings.Contains(text, key) {
				return true
			}
		}
	}
	return false
}

func (s slowReader) files(commit string) map[string]string {
	if files, ok := s.read[commit]; ok {
		return files
	}
	files := map[string]string{}
	for path := range strings.SplitSeq(s.r.Git("ls-tree", "-r", "-z", "--name-only", commit), "\x00") {
		if path != "" {
			files[path] = s.r.Git("cat-file", "blob", commit+":"+path)
		}
	}
	s.read[commit] = files
	return files
}
