package git_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// storageForm is a way to keep one and the same repository.
type storageForm struct {
	name string
	// make gives the repository to read. It may change r's own folder, which is
	// a copy.
	make func(r *randomRepo) *gitRepo
	// hide, if there is one, makes what git cannot read any more, after git was
	// asked what there is.
	hide func(r *gitRepo)
	// skips is how many things cannot be read.
	skips int
}

var storageForms = []storageForm{
	{name: "loose", make: func(r *randomRepo) *gitRepo {
		r.unpack()
		return r.gitRepo
	}},
	{name: "one pack", make: func(r *randomRepo) *gitRepo {
		r.Git("repack", "-q", "-a", "-d", "-k", "--window=50")
		r.Git("prune-packed")
		r.Git("pack-refs", "--all")
		return r.gitRepo
	}},
	{name: "gc --aggressive", make: func(r *randomRepo) *gitRepo {
		r.Git("-c", "gc.aggressiveDepth=250", "-c", "gc.aggressiveWindow=100", "gc", "-q", "--aggressive", "--prune=never")
		return r.gitRepo
	}},
	{name: "gc --cruft", make: func(r *randomRepo) *gitRepo {
		r.Git("gc", "-q", "--cruft", "--prune=never")
		return r.gitRepo
	}},
	{name: "bases by id, no delta cache, small packs", make: func(r *randomRepo) *gitRepo {
		r.Git("-c", "repack.useDeltaBaseOffset=false", "-c", "pack.deltaCacheSize=1", "-c", "pack.packSizeLimit=1m",
			"repack", "-q", "-a", "-d", "-f", "-k", "--depth=4000")
		return r.gitRepo
	}},
	{name: "delta cache limits", make: func(r *randomRepo) *gitRepo {
		r.Git("-c", "pack.deltaCacheLimit=0", "-c", "pack.compression=0", "-c", "core.bigFileThreshold=2k", "repack", "-q", "-a", "-d", "-F", "-k")
		return r.gitRepo
	}},
	{name: "overlapping packs", make: func(r *randomRepo) *gitRepo {
		r.scatter()
		return r.gitRepo
	}},
	{name: "multi-pack-index alone", make: func(r *randomRepo) *gitRepo {
		r.scatter()
		r.Git("multi-pack-index", "write")
		return r.gitRepo
	}, hide: func(r *gitRepo) {
		files, _ := filepath.Glob(filepath.Join(r.Dir, ".git/objects/pack/*.idx"))
		for _, file := range files {
			if err := os.Remove(file); err != nil {
				r.T.Fatal(err)
			}
		}
	}},
	{name: "bare mirror", make: func(r *randomRepo) *gitRepo {
		return r.clone("bare", "--mirror")
	}},
	{name: "alternates of alternates", make: func(r *randomRepo) *gitRepo {
		one := r.clone("borrows", "--mirror", "--shared")
		r.grow(one)
		one.Git("repack", "-q", "-d", "-l")
		r.grow(one)
		two := (&randomRepo{gitRepo: one}).clone("borrows-more", "--mirror", "--shared")
		r.grow(two)
		two.Git("repack", "-q", "-a", "-d", "-l")
		return two
	}},
	{name: "shallow", make: func(r *randomRepo) *gitRepo {
		s := r.clone("shallow", "--no-checkout", "--no-single-branch", fmt.Sprintf("--depth=%d", 1+r.random.IntN(6)))
		tips := strings.Fields(s.Git("for-each-ref", "--format=%(objectname)", "refs/remotes"))
		own := *r
		own.commits = tips
		own.grow(s)
		return s
	}},
	{name: "partial", make: func(r *randomRepo) *gitRepo {
		p := r.clone("partial", "--mirror", "--filter=blob:limit=600")
		return p
	}, skips: 1},
	{name: "linked work tree", make: func(r *randomRepo) *gitRepo {
		// A copy's own work tree would be that of the original.
		dir := filepath.Join(filepath.Dir(r.Dir), "linked-too")
		r.Git("worktree", "add", "-q", "--detach", dir, "side")
		tree := r.at(dir)
		tree.Save("w/linked", r.line())
		r.Git("config", "core.repositoryFormatVersion", "1")
		r.Git("config", "extensions.worktreeConfig", "true")
		return tree
	}},
	{name: "grafts", make: func(r *randomRepo) *gitRepo {
		var grafts strings.Builder
		for range 8 {
			fmt.Fprintln(&grafts, pick(r.random, r.commits), r.commits[0])
		}
		r.Write(".git/info/grafts", grafts.String())
		return r.gitRepo
	}},
}

// unpack makes all objects loose.
func (r *gitRepo) unpack() {
	packs, _ := filepath.Glob(filepath.Join(r.Dir, ".git/objects/pack/*.pack"))
	for _, pack := range packs {
		data, err := os.ReadFile(pack)
		if err != nil {
			r.T.Fatal(err)
		}
		r.dropPack(pack)
		r.GitIn(string(data), "unpack-objects", "-q")
	}
}

func (r *gitRepo) dropPack(pack string) {
	files, _ := filepath.Glob(strings.TrimSuffix(pack, ".pack") + ".*")
	for _, file := range files {
		if err := os.Remove(file); err != nil {
			r.T.Fatal(err)
		}
	}
}

// scatter spreads all objects over a few packs, many of them in more than one.
func (r *randomRepo) scatter() {
	old, _ := filepath.Glob(filepath.Join(r.Dir, ".git/objects/pack/*.pack"))
	ids := strings.Fields(r.Git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)"))
	var lists [5]strings.Builder
	for _, id := range ids {
		for range 1 + r.random.IntN(2) {
			fmt.Fprintln(&lists[r.random.IntN(len(lists))], id)
		}
	}
	for i := range lists {
		args := []string{"pack-objects", "-q", "--window=30"}
		if i%2 == 0 {
			args = append(args, "--delta-base-offset")
		}
		r.GitIn(lists[i].String(), append(args, ".git/objects/pack/pack")...)
	}
	for _, pack := range old {
		r.dropPack(pack)
	}
	r.Git("prune-packed")
}

// clone clones the repository into a folder beside it.
func (r *randomRepo) clone(name string, args ...string) *gitRepo {
	dir := filepath.Join(filepath.Dir(r.Dir), name)
	from := "file://" + r.Dir
	if slices.Contains(args, "--shared") {
		from = r.Dir
	}
	r.Git(append(append([]string{"clone", "-q"}, args...), from, dir)...)
	return r.at(dir)
}

// grow adds commits with keys to a clone.
func (r *randomRepo) grow(clone *gitRepo) {
	parent := pick(r.random, r.commits)
	for range 3 {
		tree := clone.GitIn("100644 blob "+clone.blob(r.line()+r.line())+"\tconf\n", "mktree")
		parent = clone.GitIn("grown", "commit-tree", tree, "-p", parent)
	}
	clone.Git("update-ref", fmt.Sprintf("refs/heads/grown-%d", r.random.Uint32()), parent)
}

// copied is a copy of the repository. Objects are shared, because git never
// writes into a file of them.
func (r *randomRepo) copied(name string) *randomRepo {
	c := *r
	c.gitRepo = r.at(filepath.Join(filepath.Dir(r.Dir), name, "repo"))
	err := filepath.WalkDir(filepath.Join(r.Dir, ".git"), func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		below, err := filepath.Rel(r.Dir, file)
		if err != nil {
			return err
		}
		to := filepath.Join(c.Dir, below)
		if d.IsDir() {
			return os.MkdirAll(to, 0o755)
		}
		if strings.HasPrefix(filepath.ToSlash(below), ".git/objects/") {
			return os.Link(file, to)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		return os.WriteFile(to, data, 0o644)
	})
	if err != nil {
		r.T.Fatal(err)
	}
	return &c
}
