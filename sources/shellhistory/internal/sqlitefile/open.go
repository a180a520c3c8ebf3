// Package sqlitefile reads SQLite databases that others write, without a trace:
// a database and its write-ahead log are copied into memory, and SQLite reads
// them there. Nothing is locked, and no file is made or changed.
//
// Nobody vouches for what is in such a database. Only plain tables are read, no
// views, no virtual tables and no generated columns, so that nothing in it is
// computed; and the rows of a table can't have more text than the files have
// bytes.
package sqlitefile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"modernc.org/sqlite" // the driver, and the file system below it
	"modernc.org/sqlite/vfs"
)

// Database is an open snapshot. It is not safe for concurrent use.
type Database struct {
	snapshot *Snapshot
	files    *vfs.FS
	db       *sql.DB
}

// Open opens a snapshot, which must not change until Close.
func Open(s *Snapshot) (*Database, error) {
	files := map[string][]byte{"db": s.Database}
	if s.keepsLog() {
		files["db-wal"] = s.WAL // SQLite insists on it, be it empty
	}
	name, registered, err := vfs.New(memory{files})
	if err != nil {
		return nil, err
	}
	// Without shared memory SQLite reads a log only if nobody else may.
	connector, err := sqlite.NewConnector("file:db?vfs=" + name + "&mode=ro" +
		"&_pragma=locking_mode(exclusive)&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)&_pragma=temp_store(memory)")
	if err != nil {
		return nil, errors.Join(err, registered.Close())
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(1)
	return &Database{snapshot: s, files: registered, db: db}, nil
}

// Close frees what Open took.
func (d *Database) Close() error { return errors.Join(d.db.Close(), d.files.Close()) }

// Columns gives the names of the columns of a table that are plain data; none
// if there is no such table, or if it is a view or a virtual table.
func (d *Database) Columns(ctx context.Context, table string) (map[string]bool, error) {
	var plain int
	err := d.db.QueryRowContext(ctx, `SELECT count(*) FROM pragma_table_list(?) WHERE schema = 'main' AND type = 'table' AND wr = 0`, table).Scan(&plain)
	if err != nil || plain != 1 {
		return nil, err
	}
	rows, err := d.db.QueryContext(ctx, `SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0`, table)
	if err != nil {
		return nil, err
	}
	defer rows.Close() // its error is Err's
	columns := map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		columns[name] = true
	}
	return columns, rows.Err()
}

// errTooMuch says that a table's pages lead to each other in a circle or are
// shared.
var errTooMuch = errors.New("damaged: a table with more text than the file has bytes")

// Rows calls each for the rows of a table, in the order of their numbers, with
// the values of some of its columns: strings and blobs as bytes that are valid
// until it returns, numbers as they are. Names of tables and columns must be
// known ones, as they become part of a query.
func (d *Database) Rows(ctx context.Context, table string, columns []string, each func(row int64, values []any) error) error {
	query := "SELECT rowid"
	for _, c := range columns {
		query += fmt.Sprintf(", %q", c)
	}
	rows, err := d.db.QueryContext(ctx, query+fmt.Sprintf(" FROM main.%q", table))
	if err != nil {
		return err
	}
	defer rows.Close() // its error is Err's
	left := len(d.snapshot.Database) + len(d.snapshot.WAL)
	values := make([]any, len(columns)+1)
	into := make([]any, len(values))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		left-- // no row is smaller
		for i, v := range values {
			if s, ok := v.(string); ok {
				values[i] = []byte(s)
			}
			if b, ok := values[i].([]byte); ok {
				left -= len(b)
			}
		}
		if left < 0 {
			return errTooMuch
		}
		row, _ := values[0].(int64)
		if err := each(row, values[1:]); err != nil {
			return err
		}
	}
	return rows.Err()
}
