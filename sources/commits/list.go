package commits

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/leakstag/leakstag/sources/internal/gitcmd"
)

// git runs git in the repository and gives its output.
func (r *reading) git(ctx context.Context, in io.Reader, args ...string) (string, error) {
	out, err := gitcmd.Output(ctx, r.dir, r.Env, in, args...)
	return string(out), err
}

// findRepository finds the top of the work tree, or of the bare repository.
func (r *reading) findRepository(ctx context.Context) error {
	out, err := r.git(ctx, nil, "rev-parse", "--is-bare-repository", "--is-shallow-repository", "--absolute-git-dir")
	if err != nil {
		return fmt.Errorf("finding the repository of %s: %w", r.dir, err)
	}
	lines := strings.SplitN(strings.TrimSuffix(out, "\n"), "\n", 3)
	if len(lines) != 3 {
		return errors.New("finding the repository: git gave an answer that is not known")
	}
	r.shallowClone = lines[1] == "true"
	r.top = filepath.FromSlash(lines[2])
	if lines[0] == "true" {
		return nil
	}
	if out, err := r.git(ctx, nil, "rev-parse", "--show-toplevel"); err == nil {
		if top := strings.TrimSuffix(out, "\n"); top != "" {
			r.top = filepath.FromSlash(top)
		}
	}
	return nil
}

// listed is a commit as it is listed.
type listed struct {
	id   string
	time int64 // the committer's, in seconds since 1970
}

// list lists the commits, each after its parents, and the tips of a push that are
// no commits.
func (r *reading) list(ctx context.Context) error {
	args := []string{"rev-list", "--topo-order", "--reverse", "--timestamp"}
	var in strings.Builder
	s := &r.Selection
	switch {
	case s.Range != "":
		for word := range strings.FieldsSeq(s.Range) {
			in.WriteString(word + "\n")
		}
		if err := r.addNamedTags(ctx, s.Range); err != nil {
			return err
		}
	case s.MergeBase != "":
		base, err := r.mergeBase(ctx)
		if err != nil {
			return err
		}
		in.WriteString("HEAD\n^" + base + "\n")
	case s.Push != nil:
		if err := r.listPush(ctx, &in); err != nil {
			return err
		}
		if in.Len() == 0 {
			return nil
		}
	default:
		args = append(args, "--all", "--reflog")
		if err := r.addRecentTags(ctx); err != nil {
			return err
		}
	}
	args = append(args, "--stdin")
	if s.Push != nil && s.Push.Received {
		args = append(args, "--not", "--all")
	}
	err := gitcmd.Stream(ctx, r.dir, r.Env, strings.NewReader(in.String()), r.readList, args...)
	if err != nil {
		return r.notListed(err)
	}
	return nil
}

// readList reads "seconds SP id" on each line.
func (r *reading) readList(out io.Reader) error {
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		seconds, id, ok := strings.Cut(lines.Text(), " ")
		n, err := strconv.ParseInt(seconds, 10, 64)
		if !ok || err != nil {
			return errors.New("git's list of commits has a form that is not known")
		}
		if !r.Selection.Since.IsZero() && n < r.Selection.Since.Unix() {
			continue
		}
		r.commits = append(r.commits, listed{id, n})
	}
	return lines.Err()
}

// mergeBase checks that HEAD and the branch that it is compared with have a common
// ancestor, and gives the branch's commit. A pipeline's clone often knows a branch
// as the remote's alone.
func (r *reading) mergeBase(ctx context.Context) (string, error) {
	name := r.Selection.MergeBase
	var first error
	for _, n := range []string{name, "origin/" + name} {
		out, err := r.git(ctx, nil, "rev-parse", "--verify", "--quiet", "--end-of-options", n+"^{commit}")
		if err != nil {
			if first == nil {
				first = err
			}
			continue
		}
		base := strings.TrimSpace(out)
		if _, err := r.git(ctx, nil, "merge-base", "--", base, "HEAD"); err != nil {
			if gitcmd.ExitCode(err) == 1 {
				return "", r.shallowHint(fmt.Errorf("%s and HEAD have no common ancestor", name))
			}
			return "", fmt.Errorf("comparing HEAD with %s: %w", name, err)
		}
		return base, nil
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if gitcmd.ExitCode(first) != 1 {
		return "", fmt.Errorf("finding the branch %s: %w", name, first)
	}
	return "", r.shallowHint(fmt.Errorf("there is no branch %s here, nor origin/%s", name, name))
}

// listPush writes what a push brings as rev-list reads it.
func (r *reading) listPush(ctx context.Context, in *strings.Builder) error {
	p := r.Selection.Push
	kinds, err := r.kindsOf(ctx, slices.Concat(p.Tips, p.Had))
	if err != nil {
		return err
	}
	for _, id := range p.Tips {
		switch kind := kinds[id]; kind {
		case "":
			return fmt.Errorf("reading what is pushed: the object %s %w", id, gitcmd.ErrNotHeld)
		case "commit":
			in.WriteString(id + "\n")
		default:
			commit, err := r.addTip(ctx, id, kind)
			if err != nil {
				return err
			}
			if commit != "" {
				in.WriteString(commit + "\n")
			}
		}
	}
	if in.Len() == 0 {
		return nil
	}
	for _, id := range p.Had {
		if kinds[id] == "commit" || kinds[id] == "tag" {
			in.WriteString("^" + id + "\n")
		}
	}
	if p.Remote == "" {
		return nil
	}
	had, err := r.tracked(ctx, p.Remote)
	if err != nil {
		return err
	}
	for _, id := range had {
		in.WriteString("^" + id + "\n")
	}
	return nil
}

// kindsOf gives the types of objects; none for those that are not here.
func (r *reading) kindsOf(ctx context.Context, ids []string) (map[string]string, error) {
	kinds := map[string]string{}
	if len(ids) == 0 {
		return kinds, nil
	}
	in := strings.NewReader(strings.Join(ids, "\n") + "\n")
	out, err := r.git(ctx, in, "cat-file", "--batch-check=%(objectname) %(objecttype)")
	if err != nil {
		return nil, fmt.Errorf("reading what is pushed: %w", err)
	}
	for line := range strings.Lines(out) {
		if id, kind, _ := strings.Cut(strings.TrimSpace(line), " "); kind != "missing" {
			kinds[id] = kind
		}
	}
	return kinds, nil
}

// tracked gives what the tracking refs of a remote name. Those of a remote whose
// name goes on from this one's ("a" and "a/b") are not its own.
func (r *reading) tracked(ctx context.Context, remote string) ([]string, error) {
	prefix := "refs/remotes/" + remote + "/"
	out, err := r.git(ctx, nil, "config", "--name-only", "-z", "--get-regexp", `^remote\..*\.(url|fetch)$`)
	if err != nil && gitcmd.ExitCode(err) != 1 {
		return nil, fmt.Errorf("reading the names of the remotes: %w", err)
	}
	var others []string
	named := false
	for key := range strings.SplitSeq(out, "\x00") {
		key = strings.TrimPrefix(key, "remote.")
		at := strings.LastIndexByte(key, '.')
		if at < 0 {
			continue
		}
		named = named || key[:at] == remote
		if strings.HasPrefix(key[:at], remote+"/") {
			others = append(others, "refs/remotes/"+key[:at]+"/")
		}
	}
	if !named {
		return nil, nil // a URL, or what was a remote once
	}
	out, err = r.git(ctx, nil, "for-each-ref", "--format=%(objectname) %(refname)", prefix)
	if err != nil {
		return nil, fmt.Errorf("reading the refs of %s: %w", remote, err)
	}
	var ids []string
	for line := range strings.Lines(out) {
		id, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if !slices.ContainsFunc(others, func(p string) bool { return strings.HasPrefix(name, p) }) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// addNamedTags notes the annotated tags that a range names: their text is in no
// commit.
func (r *reading) addNamedTags(ctx context.Context, names string) error {
	for word := range strings.FieldsSeq(names) {
		if strings.HasPrefix(word, "^") {
			continue
		}
		if at := strings.LastIndex(word, ".."); at >= 0 {
			word = word[at+2:]
		}
		out, err := r.git(ctx, nil, "rev-parse", "--verify", "--quiet", "--end-of-options", word)
		if err != nil {
			continue // rev-list will say it better
		}
		id := strings.TrimSpace(out)
		kinds, err := r.kindsOf(ctx, []string{id})
		if err != nil {
			return err
		}
		if kinds[id] == "tag" {
			if _, err := r.addTip(ctx, id, "tag"); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// addRecentTags notes the annotated tags that were made since the time asked for.
func (r *reading) addRecentTags(ctx context.Context) error {
	out, err := r.git(ctx, nil, "for-each-ref", "--format=%(objecttype) %(objectname) %(taggerdate:unix)", "refs/tags")
	if err != nil {
		return fmt.Errorf("listing the tags: %w", err)
	}
	for line := range strings.Lines(out) {
		fields := strings.Fields(line)
		if len(fields) < 2 || fields[0] != "tag" {
			continue
		}
		if len(fields) == 3 {
			if n, err := strconv.ParseInt(fields[2], 10, 64); err == nil && n < r.Selection.Since.Unix() {
				continue
			}
		}
		if _, err := r.addTip(ctx, fields[1], "tag"); err != nil {
			return err
		}
	}
	return nil
}

// maxTags is how many tags may name one another.
const maxTags = 64

// addTip notes what is at the tip of a ref and is no commit: tags, to be read as
// texts, and files. It gives the commit that the tags lead to, if they do.
func (r *reading) addTip(ctx context.Context, id, kind string) (commit string, err error) {
	for range maxTags {
		switch kind {
		case "commit":
			return id, nil
		case "blob":
			r.changes = append(r.changes, change{commit: -1, id: id})
			return "", nil
		case "tree":
			return "", r.addTree(ctx, id)
		}
		if slices.Contains(r.tags, id) {
			return "", nil
		}
		r.tags = append(r.tags, id)
		data, err := gitcmd.Output(ctx, r.dir, r.Env, nil, "cat-file", "tag", id)
		if err != nil {
			return "", fmt.Errorf("reading the tag %s: %w", id, err)
		}
		head, _, _ := bytes.Cut(data, []byte("\n\n"))
		object, ok := bytes.CutPrefix(firstLine(head), []byte("object "))
		if !ok {
			return "", fmt.Errorf("the tag %s is damaged: it names no object", id)
		}
		id = string(object)
		kinds, err := r.kindsOf(ctx, []string{id})
		if err != nil {
			return "", err
		}
		if kind = kinds[id]; kind == "" {
			return "", fmt.Errorf("reading what is pushed: the object %s %w", id, gitcmd.ErrNotHeld)
		}
	}
	return "", fmt.Errorf("the tag %s leads through too many other tags", id)
}

func firstLine(text []byte) []byte {
	line, _, _ := bytes.Cut(text, []byte{'\n'})
	return line
}

// addTree notes the files of a tree that is in no commit.
func (r *reading) addTree(ctx context.Context, id string) error {
	out, err := r.git(ctx, nil, "ls-tree", "-r", "-z", id)
	if err != nil {
		return fmt.Errorf("reading the tree %s: %w", id, err)
	}
	for entry := range strings.SplitSeq(strings.TrimSuffix(out, "\x00"), "\x00") {
		head, path, _ := strings.Cut(entry, "\t")
		if fields := strings.Fields(head); len(fields) == 3 && fields[1] == "blob" {
			r.changes = append(r.changes, change{commit: -1, id: fields[2], path: path})
		}
	}
	return nil
}
