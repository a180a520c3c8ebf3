//go:build unix

package shellhistory

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// database makes a database with these statements, and leaves it open.
func database(t *testing.T, path string, statements ...string) *sql.DB {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", strings.Fields(s)[0], err)
		}
	}
	return db
}

// The schemas of the programs.
const (
	atuinSchema = `CREATE TABLE history (id text primary key, timestamp integer not null, duration integer not null,
		exit integer not null, command text not null, cwd text not null, session text not null, hostname text not null,
		deleted_at integer, unique(timestamp, cwd, command));
		CREATE INDEX idx_history_command ON history(command)`
	nushellSchema = `CREATE TABLE history (id integer primary key autoincrement, command_line text not null, start_timestamp integer,
		session_id integer, hostname text, cwd text, duration_ms integer, exit_status integer, more_info text) strict`
	histdbSchema = `CREATE TABLE commands (id integer primary key autoincrement, argv text, unique(argv) on conflict ignore);
		CREATE TABLE places (id integer primary key autoincrement, host text, dir text, unique(host, dir) on conflict ignore);
		CREATE TABLE history (id integer primary key autoincrement, session int, command_id int references commands (id),
		place_id int references places (id), exit_status int, start_time int, duration int)`
	xonshSchema   = `CREATE TABLE xonsh_history (inp TEXT, rtn INTEGER, tsb REAL, tse REAL, sessionid TEXT, out TEXT, info TEXT, frequency INTEGER default 1, cwd TEXT)`
	ipythonSchema = `CREATE TABLE sessions (session integer primary key autoincrement, start timestamp, end timestamp, num_cmds integer, remark text);
		CREATE TABLE history (session integer, line integer, source text, source_raw text, PRIMARY KEY (session, line));
		CREATE TABLE output_history (session integer, line integer, output text, PRIMARY KEY (session, line))`
)

// databases are the histories of programs that keep one, with two commands each.
func databases(second string) map[string][]string {
	q := strings.ReplaceAll(second, "'", "''")
	return map[string][]string{
		".local/share/atuin/history.db": {atuinSchema,
			"INSERT INTO history VALUES ('a', 1700000000123456789, 1, 0, 'ls', '/', 's', 'h', NULL), ('b', 1700000001000000000, 1, 0, '" + q + "', '/', 's', 'h', NULL)"},
		".config/nushell/history.sqlite3": {nushellSchema,
			"INSERT INTO history (command_line, start_timestamp) VALUES ('ls', 1700000000123), ('" + q + "', 1700000001000)"},
		".histdb/zsh-history.db": {histdbSchema,
			"INSERT INTO commands (argv) VALUES ('ls'), ('" + q + "')",
			"INSERT INTO history (command_id, start_time) VALUES (1, 1700000000), (2, 1600000000), (2, 1700000001)"},
		".local/share/xonsh/xonsh-history.sqlite": {xonshSchema,
			"INSERT INTO xonsh_history (inp, tsb) VALUES ('ls', 1700000000.5), ('" + q + "', 1700000001.0)"},
		".ipython/profile_default/history.sqlite": {ipythonSchema,
			"INSERT INTO history VALUES (1, 1, 'ls', 'ls'), (1, 2, '" + q + "', '" + q + "')"},
	}
}

var databaseShells = map[string]string{"history.db": "atuin", "history.sqlite3": "nu", "zsh-history.db": "zsh", "xonsh-history.sqlite": "xonsh", "history.sqlite": "ipython"}

// checkDatabase looks for the two commands of a database, and for the key in the
// second of them at this column.
func checkDatabase(t *testing.T, home, name, second string, column int) {
	t.Helper()
	out, err := readAll(Options{Path: home, Env: noEnv})
	if err != nil || len(out.skips) > 0 {
		t.Fatalf("%s: %v, skips %v", name, err, out.skips)
	}
	var got []string
	for _, e := range out.emitted {
		c := e.Origin.Command
		got = append(got, string(e.Data))
		if c.Shell != databaseShells[filepath.Base(name)] || c.Row != int64(e.Line) || c.Table == "" || e.Origin.Path != filepath.Join(home, name) {
			t.Errorf("%s: origin %+v of %s, line %d", name, *c, e.Origin.Path, e.Line)
		}
	}
	if !slices.Equal(got, []string{"ls", second}) {
		t.Fatalf("%s: got %s", name, masked(got))
	}
	ran := at(1700000001)
	if strings.Contains(name, "ipython") {
		ran = at(0)
	}
	if found := find(out.emitted, fakeKey); len(found) != 1 || found[0] != (seen{2, column, ran, ""}) {
		t.Errorf("%s: found at %+v", name, found)
	}
}

func TestDatabases(t *testing.T) {
	const second = "agent 'é' \\\n --api-key " + fakeKey
	for name, statements := range databases(second) {
		for _, mode := range []string{"delete", "wal"} {
			t.Run(name+" "+mode, func(t *testing.T) {
				home := t.TempDir()
				path := filepath.Join(home, filepath.FromSlash(name))
				db := database(t, path, append([]string{"PRAGMA journal_mode=" + mode}, statements...)...)
				before := state(t, path)
				checkDatabase(t, home, name, second, 24)
				if got := state(t, path); got != before {
					t.Error("the files have changed")
				}
				// Once its writer has ended, the log is empty or gone.
				db.Close()
				before = state(t, path)
				checkDatabase(t, home, name, second, 24)
				if got := state(t, path); got != before {
					t.Error("the files have changed")
				}
			})
		}
	}
}

// state tells what files there are beside a database, and what is in them.
func state(t *testing.T, path string) string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(filepath.Dir(path), e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&all, "%s %x\n", e.Name(), data)
	}
	return all.String()
}

// What was deleted is found too, once, and said to be deleted.
func TestDatabaseLeftovers(t *testing.T) {
	home := t.TempDir()
	name := filepath.FromSlash(".local/share/atuin/history.db")
	path := filepath.Join(home, name)
	const kept, deleted = "agent --api-key kept-" + fakeKey, "agent --api-key gone-" + fakeKey
	insert := func(id, command string) string {
		return "INSERT INTO history VALUES ('" + id + strings.Repeat("x", 30) + "', 1700000000000000000, 1, 0, '" + command + "', '/home/ann/somewhere', 'session-of-many-letters', 'host', NULL)"
	}
	statements := []string{"PRAGMA journal_mode=wal", "PRAGMA secure_delete=off", atuinSchema}
	for i := range 200 { // row numbers are as large as they are in use
		statements = append(statements, insert(fmt.Sprint(i), fmt.Sprintf("ls -l /some/folder/%d", i)))
	}
	db := database(t, path, append(statements, insert("k", kept), insert("d", deleted), "UPDATE history SET exit = 1", "PRAGMA wal_checkpoint",
		"DELETE FROM history WHERE command LIKE '%gone%'")...)
	for range 2 {
		out, err := readAll(Options{Path: home, Env: noEnv})
		if err != nil || len(out.skips) > 0 {
			t.Fatalf("Read: %v, skips %v", err, out.skips)
		}
		found := map[string]int{}
		for _, e := range out.emitted {
			c := e.Origin.Command
			if c.Leftover != (c.Row == 0) || c.Shell != "atuin" {
				t.Errorf("origin %+v", *c)
			}
			for _, command := range []string{kept, deleted} {
				if bytes.Contains(e.Data, []byte(command)) {
					found[fmt.Sprintf("%d %v %s", len(e.Data)-len(command), c.Leftover, command)]++
				}
			}
		}
		if len(found) != 2 || found["0 false "+kept] != 1 || found["0 true "+deleted] != 1 {
			t.Errorf("found %s", strings.ReplaceAll(fmt.Sprint(found), fakeKey, "…"))
		}
		db.Close() // the log goes into the database
	}
}

// A database is read while others write, and holds all that was there before.
func TestDatabaseWritten(t *testing.T) {
	home := t.TempDir()
	path := filepath.Join(home, ".local/share/atuin/history.db")
	db := database(t, path, "PRAGMA journal_mode=wal", "PRAGMA wal_autocheckpoint=20", atuinSchema)
	const insert = "INSERT INTO history VALUES (hex(randomblob(8)), ?, 1, 0, ?, hex(randomblob(8)), 's', 'h', NULL)"
	for i := range 50 {
		if _, err := db.Exec(insert, i, fmt.Sprintf("before %d", i)); err != nil {
			t.Fatal(err)
		}
	}
	stop, stopped := make(chan struct{}), make(chan error)
	go func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				stopped <- nil
				return
			default:
			}
			if _, err := db.Exec(insert, i, "meanwhile"); err != nil {
				stopped <- err
				return
			}
			time.Sleep(time.Millisecond) // nobody types faster
		}
	}()
	for range 10 {
		out, err := readAll(Options{Path: path, Env: noEnv})
		if err != nil || len(out.skips) > 0 {
			t.Errorf("Read: %v, skips %v", err, out.skips)
		}
		n := 0
		for _, e := range out.emitted {
			if bytes.HasPrefix(e.Data, []byte("before ")) {
				n++
			}
		}
		if n != 50 {
			t.Errorf("%d of 50 commands", n)
		}
	}
	close(stop)
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

// What SQLite can't read is skipped, and what is in it found all the same.
func TestDatabaseDamaged(t *testing.T) {
	home := t.TempDir()
	path := filepath.Join(home, ".local/share/atuin/history.db")
	db := database(t, path, databases("agent --api-key " + fakeKey)[".local/share/atuin/history.db"]...)
	db.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func([]byte) []byte{
		"cut":          func(b []byte) []byte { return b[:len(b)-4096*3] },
		"no schema":    func(b []byte) []byte { copy(b[100:], make([]byte, 50)); return b },
		"no page size": func(b []byte) []byte { b[16], b[17] = 0, 3; return b },
		"only a head":  func(b []byte) []byte { return b[:20] },
	} {
		t.Run(name, func(t *testing.T) {
			spoilt := spoil(bytes.Clone(whole))
			write(t, path, spoilt)
			out, err := readAll(Options{Path: home, Env: noEnv})
			if err != nil || len(out.skips) != 1 {
				t.Fatalf("Read: %v, skips %v", err, out.skips)
			}
			if found := len(find(out.emitted, fakeKey)) > 0; found != bytes.Contains(spoilt, []byte(fakeKey)) {
				t.Errorf("found: %v", found)
			}
		})
	}
}

// A table that isn't plain data is none: what would be computed has no end.
func TestDatabaseComputed(t *testing.T) {
	for name, schema := range map[string]string{
		"view": `CREATE VIEW history AS WITH RECURSIVE n(command, timestamp) AS (SELECT 'x', 1 UNION ALL SELECT command, timestamp + 1 FROM n) SELECT * FROM n`,
		"generated column": `CREATE TABLE history (timestamp, command AS (hex(zeroblob(100000000))));
			INSERT INTO history VALUES (1)`,
		"virtual table":   `CREATE VIRTUAL TABLE history USING fts5(command, timestamp)`,
		"without numbers": `CREATE TABLE history (command text primary key, timestamp) WITHOUT ROWID`,
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.db")
			database(t, path, schema, "CREATE TABLE note (text)", "INSERT INTO note VALUES ('"+fakeKey+"')").Close()
			out, err := readAll(Options{Path: path, Env: noEnv})
			if err != nil || len(out.skips) > 0 {
				t.Fatalf("Read: %v, skips %v", err, out.skips)
			}
			if len(find(out.emitted, fakeKey)) != 1 {
				t.Error("the text in it is not found")
			}
		})
	}
}

// A log or journal whose database is gone is read as text.
func TestCompanions(t *testing.T) {
	home := t.TempDir()
	text := "\x00\x01" + fakeKey + "\x02"
	for _, name := range []string{"history.db-wal", "history.db-shm", "history.db-journal"} {
		write(t, filepath.Join(home, ".local/share/atuin", name), []byte(text))
	}
	out, err := readAll(Options{Path: home, Env: noEnv})
	if err != nil || len(out.skips) > 0 || len(find(out.emitted, fakeKey)) != 2 {
		t.Errorf("Read: %v, skips %v, %d fragments", err, out.skips, len(out.emitted))
	}
}

func TestDatabaseStops(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history.db")
	database(t, path, databases("x")[".local/share/atuin/history.db"]...).Close()
	errStop := errors.New("stop")
	err := New(Options{Path: path}).Read(t.Context(), func(sources.Fragment) error { return errStop }, func(sources.Origin, error) error { return nil })
	if !errors.Is(err, errStop) {
		t.Errorf("Read: %v", err)
	}
}
