package commits

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/sourcegraph/conc/pool"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/gitcmd"
	"github.com/leakstag/leakstag/sources/internal/gitobject"
	"github.com/leakstag/leakstag/sources/internal/tree"
	"github.com/leakstag/leakstag/sources/internal/unpack"
)

// reading is one run of Source.Read.
type reading struct {
	Options
	dir  string
	emit sources.Emit
	skip sources.SkipFunc

	top          string
	shallowClone bool
	commits      []listed // each after its parents
	tags         []string // ids of annotated tags
	changes      []change // in the order of the commits
	infos        map[string]sources.CommitInfo
	notices      []sources.Notice
}

func (r *reading) run(ctx context.Context) error {
	for _, step := range []func(context.Context) error{
		r.findRepository, r.list, r.tellShallow, r.compare, r.readTexts, r.readFiles,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// origin is the origin of an object, or of a part of it.
func (r *reading) origin(id string, t sources.ObjectType, part string) sources.Origin {
	return sources.Origin{
		Source: sources.Git, Root: r.top, Repository: r.top,
		Git: &sources.GitOrigin{Object: id, Type: t, Part: part},
	}
}

// readTexts emits what stands in the commits and tags themselves.
func (r *reading) readTexts(ctx context.Context) error {
	ids := make([]string, 0, len(r.commits)+len(r.tags))
	for _, c := range r.commits {
		ids = append(ids, c.id)
	}
	ids = append(ids, r.tags...)
	r.infos = make(map[string]sources.CommitInfo, len(ids))
	people := map[string]bool{}
	return r.readObjects(ctx, ids, func(id, kind string, data []byte, problem error) error {
		t := sources.Commit
		if kind == "tag" {
			t = sources.Tag
		}
		if problem != nil {
			return r.skip(r.origin(id, t, ""), problem)
		}
		text := gitobject.ParseText(data, gitobject.IDSize(len(id)/2))
		r.infos[id] = sources.CommitInfo{
			ID: id, AuthorName: text.Author.Name(), AuthorEmail: text.Author.Email(), Time: text.Author.Time(),
		}
		author := "author"
		if t == sources.Tag {
			author = "tagger"
		}
		for _, part := range []struct {
			name string
			text []byte
			once bool
		}{
			{"message", text.Message, false}, {"headers", text.Headers, false},
			{author, text.Author.Who, true}, {"committer", text.Committer.Who, true},
		} {
			if len(part.text) == 0 || part.once && people[string(part.text)] {
				continue
			}
			if part.once {
				people[string(part.text)] = true
			}
			o := r.origin(id, t, part.name)
			if err := sources.EmitBytes(&o, part.text, r.emit); err != nil {
				return err
			}
		}
		return nil
	})
}

// file is one version of a file.
type file struct {
	id, path string
	// before says that it is read only to know what was there before.
	before bool
}

// files lists the versions of files to read, each once: first those that the
// commits made, by their order.
func (r *reading) files() []file {
	var out []file
	met := map[file]bool{}
	add := func(id, path string, before bool) {
		if f := (file{id: id, path: path}); id != "" && !met[f] {
			met[f] = true
			out = append(out, file{id, path, before})
		}
	}
	for i := range r.changes {
		add(r.changes[i].id, r.changes[i].path, false)
	}
	for i := range r.changes {
		for _, id := range r.changes[i].before {
			add(id, r.changes[i].path, true)
		}
	}
	return out
}

// perProcess is how many files are worth a git process of their own.
const perProcess = 64

// readFiles emits the files.
func (r *reading) readFiles(ctx context.Context) error {
	files := r.files()
	jobs := min(r.Jobs, 1+len(files)/perProcess)
	p := pool.New().WithContext(ctx).WithCancelOnError().WithFirstError()
	for job := range jobs {
		var mine []file
		for i := job; i < len(files); i += jobs {
			mine = append(mine, files[i])
		}
		p.Go(func(ctx context.Context) error { return r.readSome(ctx, mine) })
	}
	return p.Wait()
}

// readSome emits files, one after the other.
func (r *reading) readSome(ctx context.Context, files []file) error {
	ignore := func(sources.Origin, error) error { return nil }
	ids := make([]string, len(files))
	for i, f := range files {
		ids[i] = f.id
	}
	next := 0
	return r.readObjects(ctx, ids, func(id, kind string, data []byte, problem error) error {
		f := files[next]
		next++
		o := r.origin(f.id, sources.Blob, "")
		o.Path, o.RepositoryPath = f.path, f.path
		if problem == nil && kind != "blob" {
			problem = fmt.Errorf("the object %s is no file", id)
		}
		skip := r.skip
		if f.before { // what was there before is not what was asked for
			skip = ignore
		}
		if problem != nil {
			return skip(o, problem)
		}
		opener := unpack.New(unpack.Options{Limits: r.Archives, Text: tree.Emit(r.emit), Skip: skip})
		return opener.ReadBytes(ctx, data, &o, r.emit)
	})
}

// readObjects has one git process give objects and calls read for each, in order.
// data is valid only until read returns.
func (r *reading) readObjects(ctx context.Context, ids []string, read func(id, kind string, data []byte, problem error) error) error {
	if len(ids) == 0 {
		return ctx.Err()
	}
	err := gitcmd.Stream(ctx, r.dir, r.Env, strings.NewReader(strings.Join(ids, "\n")+"\n"), func(out io.Reader) error {
		in := bufio.NewReaderSize(out, 64<<10)
		var buf bytes.Buffer
		for _, id := range ids {
			kind, problem, err := gitcmd.ReadObject(in, &buf, id, r.MaxBlobSize)
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return fmt.Errorf("reading the object %s: %w", id, err)
			}
			if err := read(id, kind, buf.Bytes(), problem); err != nil {
				return err
			}
		}
		return nil
	}, "cat-file", "--batch", "--buffer")
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return ctx.Err()
	}
	return err
}
