package sqlitefile

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// open makes a database.
func open(t testing.TB, path string, statements ...string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	execute(t, db, statements...)
	return db
}

func execute(t testing.TB, db *sql.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func take(t testing.TB, path string) *Snapshot {
	t.Helper()
	s, err := Take(func(ending string) ([]byte, error) { return os.ReadFile(path + ending) })
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// leftovers gives the texts that are left over.
func leftovers(t testing.TB, s *Snapshot) []string {
	t.Helper()
	var all []string
	err := s.Leftovers(context.Background(), func(f File, start, end int) error {
		all = append(all, string(s.Bytes(f)[start:end]))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const schema = "CREATE TABLE history (id integer primary key, session text, at integer, command text, dir text)"

func insert(id int, command string) string {
	return fmt.Sprintf("INSERT INTO history VALUES (%d, 'session-of-20-letters', 1700000000, '%s', '/srv/some/where')", id, command)
}

// What rows were is found, and what rows are is not given again.
func TestLeftovers(t *testing.T) {
	long := strings.Repeat("long ", 300)
	for _, mode := range []string{"wal", "delete", "persist"} {
		for name, tt := range map[string]struct {
			statements []string
			want       []string
		}{
			"nothing": {[]string{insert(1, "a command that stays")}, nil},
			"one of a page": {[]string{insert(1000, "a command that stays"), insert(1001, "the deleted command"+long), insert(1002, "another that stays"),
				"DELETE FROM history WHERE id = 1001"}, []string{"the deleted command" + long}},
			"changed":   {[]string{insert(1000, "the first command "+long), "UPDATE history SET command = 'the second command' WHERE id = 1000"}, nil},
			"all pages": {append(manyRows(200), "DELETE FROM history WHERE id < 199"), []string{"command number 7 " + long, "command number 150 " + long}},
		} {
			t.Run(mode+" "+name, func(t *testing.T) {
				path := filepath.Join(t.TempDir(), "db")
				db := open(t, path, "PRAGMA journal_mode="+mode, "PRAGMA secure_delete=off", schema)
				execute(t, db, tt.statements...)
				s := take(t, path)
				got := leftovers(t, s)
				for _, w := range tt.want {
					if !slices.Contains(got, w) {
						t.Errorf("%.30s… is not found", w)
					}
				}
				for _, live := range liveTexts(t, db) {
					if slices.Contains(got, live) {
						t.Errorf("%.30s… is given though a row has it", live)
					}
				}
				if name == "nothing" && len(got) > 0 {
					t.Errorf("found %q", got)
				}
			})
		}
	}
}

func manyRows(n int) []string {
	var all []string
	for i := range n {
		all = append(all, insert(i, fmt.Sprintf("command number %d %s", i, strings.Repeat("long ", 300))))
	}
	return all
}

func liveTexts(t *testing.T, db *sql.DB) []string {
	rows, err := db.Query("SELECT command FROM history UNION ALL SELECT dir FROM history")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

// A snapshot is tried again when the log begins anew meanwhile.
func TestTake(t *testing.T) {
	path := filepath.Join(t.TempDir(), "db")
	db := open(t, path, "PRAGMA journal_mode=wal", schema, insert(1, "one"))
	reads := 0
	s, err := Take(func(ending string) ([]byte, error) {
		data, err := os.ReadFile(path + ending)
		if reads++; reads == 2 { // the database has been read, the log has not
			execute(t, db, "PRAGMA wal_checkpoint(truncate)", insert(2, "two"))
		}
		return data, err
	})
	if err != nil {
		t.Fatal(err)
	}
	d, err := Open(s)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var got []string
	err = d.Rows(t.Context(), "history", []string{"command"}, func(_ int64, v []any) error {
		got = append(got, string(v[0].([]byte)))
		return nil
	})
	if err != nil || !slices.Equal(got, []string{"one", "two"}) {
		t.Errorf("%v, %q", err, got)
	}
	if _, err := Take(func(string) ([]byte, error) { return nil, fs.ErrPermission }); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("Take: %v", err)
	}
}

// FuzzDatabase spoils a database: it is read or fails, and does no more.
func FuzzDatabase(f *testing.F) {
	path := filepath.Join(f.TempDir(), "db")
	db := open(f, path, "PRAGMA journal_mode=wal", schema)
	execute(f, db, manyRows(10)...)
	execute(f, db, "DELETE FROM history WHERE id = 3")
	s := take(f, path)
	f.Add(s.Database, s.WAL, 0, byte(0))
	execute(f, db, "PRAGMA wal_checkpoint")
	s = take(f, path)
	f.Add(s.Database, []byte{}, 100, byte(1))
	f.Fuzz(func(t *testing.T, database, wal []byte, at int, spoilt byte) {
		database = bytes.Clone(database)
		if at >= 0 && at < len(database) {
			database[at] ^= spoilt
		}
		s := &Snapshot{Database: database, WAL: wal, Journal: wal}
		total := 0
		err := s.Leftovers(t.Context(), func(file File, start, end int) error {
			total += len(s.Bytes(file)[start:end])
			return nil
		})
		if err != nil || total > 10*(len(database)+2*len(wal)) {
			t.Errorf("%v, %d bytes", err, total)
		}
		if !IsDatabase(database) {
			return
		}
		d, err := Open(s)
		if err != nil {
			return
		}
		if columns, err := d.Columns(t.Context(), "history"); err == nil && columns["command"] {
			_ = d.Rows(t.Context(), "history", []string{"command"}, func(int64, []any) error { return nil })
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
}
