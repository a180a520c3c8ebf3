package shellhistory

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/shellhistory/internal/sqlitefile"
)

// databaseFile is a history that is a SQLite database.
type databaseFile struct {
	source *Source
	file   historyFile
	emit   sources.Emit
	skip   sources.SkipFunc
}

// readDatabase emits the commands of a database of which data has been read
// already: its rows, and then what is left in it of rows that were deleted. A
// database that SQLite can't read is skipped, and the text in it is emitted.
func (s *Source) readDatabase(ctx context.Context, f historyFile, emit sources.Emit, skip sources.SkipFunc) error {
	d := databaseFile{s, f, emit, skip}
	snapshot, err := sqlitefile.Take(d.part)
	if err != nil {
		return skip(fileOrigin(f.path), err)
	}
	program, err := d.rows(ctx, snapshot)
	var stopped *stopError
	if errors.As(err, &stopped) {
		return stopped.err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		if err := skip(fileOrigin(f.path), fmt.Errorf("read the database: %w", err)); err != nil {
			return err
		}
	}
	if err != nil || program == "" {
		return d.strings(ctx, snapshot)
	}
	return d.leftovers(ctx, snapshot, program)
}

// part reads the file with this ending that belongs to the database.
func (d *databaseFile) part(ending string) ([]byte, error) {
	name := d.file.real + ending
	if ending != "" {
		// A link would lead out of a mounted system; SQLite makes none.
		if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
			return nil, fs.ErrNotExist
		}
	}
	return readRegular(name, d.source.opts.MaxSize)
}

// stopError is an error of emit or skip, which ends the whole.
type stopError struct{ err error }

func (e *stopError) Error() string { return e.err.Error() }

// rows emits the commands of all known tables, and says which program's they are;
// empty if there is none.
func (d *databaseFile) rows(ctx context.Context, snapshot *sqlitefile.Snapshot) (program string, err error) {
	db, err := sqlitefile.Open(snapshot)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	for _, t := range tables() {
		columns, err := db.Columns(ctx, t.name)
		if err != nil {
			return program, err
		}
		if !hasAll(columns, t.columns()) {
			continue
		}
		program = t.program
		if err := d.table(ctx, db, t); err != nil {
			return program, err
		}
	}
	return program, nil
}

func hasAll(columns map[string]bool, names []string) bool {
	for _, name := range names {
		if !columns[name] {
			return false
		}
	}
	return true
}

// maxRuns is for how many commands the time of their last run is remembered.
const maxRuns = 1 << 20

// table emits the commands of one table.
func (d *databaseFile) table(ctx context.Context, db *sqlitefile.Database, t table) error {
	ran := map[int64]time.Time{}
	if t.runs != "" {
		columns, err := db.Columns(ctx, t.runs)
		if err != nil {
			return err
		}
		if hasAll(columns, []string{t.of, t.time}) {
			err := db.Rows(ctx, t.runs, []string{t.of, t.time}, func(_ int64, values []any) error {
				of, _ := values[0].(int64)
				if at := timeOf(values[1], t.unit); at.After(ran[of]) && len(ran) < maxRuns {
					ran[of] = at
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
	}
	return db.Rows(ctx, t.name, t.columns(), func(row int64, values []any) error {
		at := ran[row]
		if len(values) > len(t.typed) {
			at = timeOf(values[len(t.typed)], t.unit)
		}
		for _, v := range values[:len(t.typed)] {
			if text, ok := v.([]byte); ok && !blank(text) {
				if err := d.row(t, row, at, text); err != nil {
					return &stopError{err}
				}
			}
		}
		return nil
	})
}

// row emits one text of a row. It lies on the line of the file that the row's
// number gives, whatever line ends are in it.
func (d *databaseFile) row(t table, row int64, ran time.Time, text []byte) error {
	origin := fileOrigin(d.file.path)
	origin.LineText = true
	origin.Command = &sources.CommandOrigin{User: d.file.user, Shell: t.program, Time: ran, Table: t.name, Row: row}
	f := sources.Fragment{Origin: &origin, Data: text, Line: int(max(row, 1))}
	if bytes.IndexByte(text, '\n') >= 0 {
		var made sources.MappedText
		made.Copy(text, 0, len(text))
		f.Raw = bytes.ReplaceAll(text, []byte{'\n'}, []byte{' '})
		f.Map = &made.Map
	}
	return d.emit(f)
}

// leftovers emits what is left of rows that were deleted or changed: whoever
// deletes a command from a history believes it gone. It lies where the file has
// it, as no row does any more.
func (d *databaseFile) leftovers(ctx context.Context, snapshot *sqlitefile.Snapshot, program string) error {
	var in walker
	last := sqlitefile.File(-1)
	endings := []string{sqlitefile.DatabaseFile: "", sqlitefile.WALFile: walEnding, sqlitefile.JournalFile: journalEnding}
	return snapshot.Leftovers(ctx, func(file sqlitefile.File, start, end int) error {
		if file != last {
			in, last = newWalker(snapshot.Bytes(file)), file
		}
		origin := fileOrigin(d.file.path + endings[file])
		origin.LineText = true
		origin.Command = &sources.CommandOrigin{User: d.file.user, Shell: program, Leftover: true}
		f := in.fragment(start, end)
		f.Origin = &origin
		// SQLite's texts are needed again to tell what was given already.
		f.Data = bytes.Clone(f.Data)
		return d.emit(f)
	})
}

// strings emits all text that is in the files, whatever it belongs to.
func (d *databaseFile) strings(ctx context.Context, snapshot *sqlitefile.Snapshot) error {
	for _, part := range []struct {
		ending string
		data   []byte
	}{{"", snapshot.Database}, {walEnding, snapshot.WAL}, {journalEnding, snapshot.Journal}} {
		f := d.file
		f.path += part.ending
		if err := emitCommands(ctx, f, form{shell: f.form.shell}, "", parseStrings(part.data), d.emit); err != nil {
			return err
		}
	}
	return nil
}
