package reftable_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources/git/internal/reftable"
	"github.com/leakstag/leakstag/sources/git/internal/reftable/reftabletest"
)

// fixtures are stacks that git wrote, see testdata/make.sh.
var fixtures = []struct {
	name   string
	idSize int
}{{"stack", 20}, {"merged", 20}, {"sha256", 32}, {"blocks", 20}, {"linked", 20}}

// TestLikeGit compares with what git itself reads in the same tables.
func TestLikeGit(t *testing.T) {
	for _, f := range fixtures {
		t.Run(f.name, func(t *testing.T) {
			dir := filepath.Join("testdata", f.name)
			got, err := reftable.Read(dir, f.idSize, "refs/stash", "refs/heads/main")
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range got.Faults {
				t.Error(fault)
			}
			compare(t, refLines(got.Refs), lines(t, filepath.Join(dir, "refs.txt")))
			logs := logLines(got.Logs)
			want := lines(t, filepath.Join(dir, "logs.txt"))
			slices.Sort(logs)
			slices.Sort(want)
			compare(t, logs, want)
		})
	}
}

func lines(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Collect(strings.Lines(string(data)))
}

func compare(t *testing.T, got, want []string) {
	t.Helper()
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("not read: %q", line)
		}
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("read, but git does not list it: %q", line)
		}
	}
	if !slices.Equal(got, want) {
		t.Error("not in git's order")
	}
}

// refLines writes refs as make.sh has git write them. For a symbolic one git says
// what it leads to; one that leads nowhere it does not list.
func refLines(refs []reftable.Ref) []string {
	byName := map[string]reftable.Ref{}
	for _, r := range refs {
		byName[r.Name] = r
	}
	var list []string
	for _, r := range refs {
		at := r
		if r.Target != "" {
			at = byName[r.Target]
		}
		if at.ID != nil {
			list = append(list, fmt.Sprintf("%s\t%x\t%x\t%s\n", r.Name, at.ID, at.Peeled, r.Target))
		}
	}
	return list
}

func logLines(logs []reftable.Log) []string {
	var list []string
	for _, l := range logs {
		short := strings.TrimPrefix(strings.TrimPrefix(l.Name, "refs/heads/"), "refs/")
		sign, zone := '+', l.Zone
		if zone < 0 {
			sign, zone = '-', -zone
		}
		list = append(list, fmt.Sprintf("%s@{%d %c%04d}\t%x\t%s\t%s\t%s\n", short, l.Time, sign, zone, l.New, l.Who, l.Email, strings.TrimSuffix(l.Message, "\n")))
	}
	return list
}

func id(size int, n byte) []byte { return bytes.Repeat([]byte{n}, size) }

// stack writes tables into a folder, the oldest first.
func stack(t *testing.T, tables ...[]byte) string {
	t.Helper()
	dir := t.TempDir()
	list := ""
	for i, data := range tables {
		name := fmt.Sprintf("%d.ref", i)
		write(t, filepath.Join(dir, name), data)
		list += name + "\n"
	}
	write(t, filepath.Join(dir, "tables.list"), []byte(list))
	return dir
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// sample is refs and logs of every kind.
func sample(idSize, align, perBlock int) reftabletest.Table {
	table := reftabletest.Table{IDSize: idSize, Align: align, PerBlock: perBlock}
	for i := range 40 {
		r := reftable.Ref{Name: fmt.Sprintf("refs/heads/%d", i)}
		switch i % 3 {
		case 0:
			r.ID = id(idSize, byte(i+1))
		case 1:
			r.ID, r.Peeled = id(idSize, byte(i+1)), id(idSize, byte(i+2))
		case 2:
			r.Target = "refs/heads/0"
		}
		table.Refs = append(table.Refs, r)
		table.Logs = append(table.Logs, reftable.Log{
			Name: []string{"refs/stash", "refs/heads/main", "refs/other"}[i%3], Update: uint64(i) << (i + 1),
			Old: id(idSize, 0), New: id(idSize, byte(i+1)), Who: "Cid", Email: "c@x", Time: uint64(i) << 20, Zone: int16(60 - i), Message: "m",
		})
	}
	return table
}

// TestForms reads tables of all forms, not all of which git itself writes.
func TestForms(t *testing.T) {
	for _, idSize := range []int{20, 32} {
		for _, align := range []int{0, 1024, 4096} {
			for _, perBlock := range []int{0, 1, 7, 9} {
				if align == 1024 && perBlock == 0 {
					continue // too many for a block
				}
				table := sample(idSize, align, perBlock)
				onlyLogs := reftabletest.Table{IDSize: idSize, PerBlock: perBlock, Logs: table.Logs}
				onlyRefs := table
				onlyRefs.Logs = nil
				empty := reftabletest.Table{IDSize: idSize, Align: align}
				var first string
				for i, dir := range []string{
					stack(t, table.Bytes()),
					stack(t, onlyLogs.Bytes(), empty.Bytes(), onlyRefs.Bytes()),
				} {
					got, err := reftable.Read(dir, idSize, "refs/stash", "refs/heads/main")
					if err != nil || len(got.Faults) > 0 {
						t.Fatalf("align %d, %d a block: %v %v", align, perBlock, err, got)
					}
					if len(got.Refs) != 40 || len(got.Logs) != 27 {
						t.Errorf("align %d, %d a block: %d refs, %d logs", align, perBlock, len(got.Refs), len(got.Logs))
					}
					if said := fmt.Sprint(got); i == 0 {
						first = said
					} else if said != first {
						t.Errorf("align %d, %d a block: other contents in other tables", align, perBlock)
					}
				}
			}
		}
	}
}

// TestNewerWins checks what becomes of refs and entries that several tables have.
func TestNewerWins(t *testing.T) {
	ref := func(name string, n byte) reftable.Ref { return reftable.Ref{Name: name, ID: id(20, n)} }
	log := func(update uint64, n byte) reftable.Log {
		return reftable.Log{Name: "refs/stash", Update: update, Old: id(20, 0), New: id(20, n)}
	}
	dir := stack(t,
		reftabletest.Table{IDSize: 20, Refs: []reftable.Ref{ref("a", 1), ref("b", 1), ref("c", 1)}, Logs: []reftable.Log{log(1, 1), log(2, 2), log(3, 3)}}.Bytes(),
		reftabletest.Table{IDSize: 20, Refs: []reftable.Ref{{Name: "a"}, {Name: "b"}, ref("c", 2), {Name: "none"}},
			Logs: []reftable.Log{{Name: "refs/stash", Update: 2}, log(3, 9), log(5, 0)}}.Bytes(),
		reftabletest.Table{IDSize: 20, Refs: []reftable.Ref{ref("b", 3)}}.Bytes(),
	)
	got, err := reftable.Read(dir, 20, "refs/stash")
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for _, r := range got.Refs {
		said += fmt.Sprintf("%s=%d ", r.Name, r.ID[0])
	}
	for _, l := range got.Logs {
		said += fmt.Sprintf("%d:%d ", l.Update, l.New[0])
	}
	if want := "b=3 c=2 3:9 1:1 "; said != want || len(got.Faults) > 0 {
		t.Errorf("got %q, want %q; faults %v", said, want, got.Faults)
	}
}

// TestDamage checks that damage is a fault and that the rest is read.
func TestDamage(t *testing.T) {
	good := sample(20, 1024, 9).Bytes() // five blocks of refs, five of logs
	refs, logs := 40, 14
	change := func(at int, b ...byte) []byte {
		data := slices.Clone(good)
		if at < 0 {
			at += len(data)
		}
		copy(data[at:], b)
		return data
	}
	table := []struct {
		name       string
		data       []byte
		refs, logs int
	}{
		{"magic", change(0, 'X'), 0, 0},
		{"version", change(4, 9), 0, 0},
		{"ids of another kind", sample(32, 0, 0).Bytes(), 0, 0},
		{"empty file", nil, 0, 0},
		{"header alone", good[:24], 0, 0},
		{"half a header", good[:20], 0, 0},
		{"checksum", change(-1, good[len(good)-1]^1), refs, 0},
		{"footer", change(-68, 'X'), refs, 0},
		{"cut off after two blocks", good[:2048], 18, 0},
		{"cut off in a block", good[:1100], 9, 0},
		{"type of the first block", change(24, 'g'), refs - 9, logs},
		{"type of the second block", change(1024, 'i'), refs - 9, logs},
		{"unknown type", change(1024, 'x'), refs - 9, logs},
		{"length 0", change(1025, 0, 0, 0), refs - 9, logs},
		{"length beyond the end", change(1025, 0xff, 0xff, 0xff), refs - 9, logs},
		{"too many restart points", change(1024+len(block(good, 1024))-2, 0xff, 0xff), refs - 9, logs},
		{"prefix of nothing", change(1028, 5), refs - 9, logs},
		{"endless suffix", change(1029, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), refs - 9, logs},
		{"log", change(len(good)-68-40, 0, 0, 0, 0), refs, -1},
	}
	for _, c := range table {
		t.Run(c.name, func(t *testing.T) {
			older := reftabletest.Table{IDSize: 20, Refs: []reftable.Ref{{Name: "older", ID: id(20, 1)}}}.Bytes()
			newer := reftabletest.Table{IDSize: 20, Refs: []reftable.Ref{{Name: "newer", ID: id(20, 1)}}}.Bytes()
			got, err := reftable.Read(stack(t, older, c.data, newer), 20, "refs/stash")
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Faults) == 0 {
				t.Error("no fault")
			}
			if len(got.Refs) != c.refs+2 || c.logs >= 0 && len(got.Logs) != c.logs {
				t.Errorf("%d refs, %d logs, want %d and %d; %v", len(got.Refs)-2, len(got.Logs), c.refs, c.logs, got.Faults)
			}
		})
	}
}

// block is the block of refs at off.
func block(data []byte, off int) []byte {
	return data[off : off+int(data[off+1])<<16+int(data[off+2])<<8+int(data[off+3])]
}

// TestBomb reads a table whose names take many times its size.
func TestBomb(t *testing.T) {
	var refs []reftable.Ref
	long := strings.Repeat("x", 50_000)
	for i := range 300 {
		refs = append(refs, reftable.Ref{Name: fmt.Sprintf("%s%03d", long, i), ID: id(20, 1)})
	}
	data := reftabletest.Table{IDSize: 20, Refs: refs}.Bytes()
	got, err := reftable.Read(stack(t, data), 20)
	if err != nil || len(got.Faults) != 1 || len(got.Refs) == 0 || len(got.Refs) == len(refs) {
		t.Errorf("%d bytes: %v, %d refs, %d faults", len(data), err, len(got.Refs), len(got.Faults))
	}
}

// TestLists reads stacks whose list is odd.
func TestLists(t *testing.T) {
	data := reftabletest.Table{IDSize: 20, Refs: []reftable.Ref{{Name: "a", ID: id(20, 1)}}}.Bytes()
	table := []struct {
		name, list   string
		refs, faults int
	}{
		{"empty", "", 0, 0},
		{"no end of line", "0.ref", 1, 0},
		{"missing tables", "0.ref\nnone.ref\nnone2.ref\n", 1, 1},
		{"twice", "0.ref\n0.ref\n", 1, 1},
		{"other folders", "../0.ref\n/etc/passwd\n..\n.\nsub/0.ref\nsub\\0.ref\n0.ref\x00\n0.ref\n", 1, 7},
		{"a folder", "sub\n0.ref\n", 1, 1},
	}
	for _, c := range table {
		t.Run(c.name, func(t *testing.T) {
			dir := stack(t, data)
			write(t, filepath.Join(dir, "tables.list"), []byte(c.list))
			if err := os.Mkdir(filepath.Join(dir, "sub"), 0o755); err != nil {
				t.Fatal(err)
			}
			got, err := reftable.Read(dir, 20)
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Refs) != c.refs || len(got.Faults) != c.faults {
				t.Errorf("%d refs, faults %v", len(got.Refs), got.Faults)
			}
		})
	}
	dir := stack(t, data)
	if err := os.Remove(filepath.Join(dir, "tables.list")); err != nil {
		t.Fatal(err)
	}
	if _, err := reftable.Read(dir, 20); err == nil {
		t.Error("tables without a list: no error")
	}
	if err := os.Remove(filepath.Join(dir, "0.ref")); err != nil {
		t.Fatal(err)
	}
	if got, err := reftable.Read(dir, 20); err != nil || len(got.Refs) > 0 || len(got.Faults) > 0 {
		t.Errorf("an empty folder: %v, %v", got, err)
	}
	if _, err := reftable.Read(filepath.Join(dir, "none"), 20); err == nil {
		t.Error("no folder: no error")
	}
	write(t, filepath.Join(dir, "tables.list"), make([]byte, 2<<20))
	if _, err := reftable.Read(dir, 20); err == nil {
		t.Error("a huge list: no error")
	}
}

// TestReplacedMeanwhile reads while tables are replaced all the time, as git does
// when it merges them.
func TestReplacedMeanwhile(t *testing.T) {
	data := func(n int) []byte {
		return reftabletest.Table{IDSize: 20, Refs: []reftable.Ref{{Name: "a", ID: id(20, byte(n))}}}.Bytes()
	}
	dir := stack(t, data(0))
	stop, done := make(chan struct{}), make(chan error, 1)
	go func() {
		done <- func() error {
			for n := 1; ; n++ {
				select {
				case <-stop:
					return nil
				default:
				}
				name, list := filepath.Join(dir, fmt.Sprintf("%d.ref", n)), filepath.Join(dir, "tables.list")
				if err := os.WriteFile(name, data(n), 0o644); err != nil {
					return err
				}
				if err := os.WriteFile(list+".lock", []byte(filepath.Base(name)+"\n"), 0o644); err != nil {
					return err
				}
				if err := os.Rename(list+".lock", list); err != nil {
					return err
				}
				if err := os.Remove(filepath.Join(dir, fmt.Sprintf("%d.ref", n-1))); err != nil {
					return err
				}
			}
		}()
	}()
	for range 1000 {
		got, err := reftable.Read(dir, 20)
		if err != nil || len(got.Faults) > 0 || len(got.Refs) != 1 {
			t.Errorf("%v, %+v", err, got)
			break
		}
	}
	close(stop)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

// FuzzTable reads whatever bytes as a table. What comes out is bounded by what
// went in, and what a table says can be written and read again.
func FuzzTable(f *testing.F) {
	for _, fixture := range fixtures {
		files, err := filepath.Glob(filepath.Join("testdata", fixture.name, "*.ref"))
		if err != nil || len(files) == 0 {
			f.Fatal("no fixtures", err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Add(sample(20, 0, 7).Bytes())
	f.Add(sample(32, 1024, 7).Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		idSize := 20
		if len(data) > 27 && data[4] == 2 && string(data[24:28]) == "s256" {
			idSize = 32
		}
		checkAny(t, idSize, data)
		// Most changes only break the checksum.
		checkAny(t, idSize, mendChecksum(data))
	})
}

// checkAny reads a table, and what it says again.
func checkAny(t *testing.T, idSize int, data []byte) {
	got := reftable.ReadBytes(data, idSize, "refs/stash", "refs/heads/main")
	held := 0
	for _, r := range got.Refs {
		held += len(r.Name) + len(r.ID) + len(r.Peeled) + len(r.Target)
		if r.Name == "" || (len(r.ID) == idSize) == (r.ID == nil) {
			t.Errorf("odd ref %+v", r)
		}
	}
	for _, l := range got.Logs {
		held += len(l.Name) + len(l.Old) + len(l.New) + len(l.Who) + len(l.Email) + len(l.Message)
	}
	if held > 2*(1<<20+65*len(data)) || len(got.Faults) > 1 {
		t.Errorf("%d bytes gave %d, and %d faults", len(data), held, len(got.Faults))
	}
	// A symbolic ref without target would be written as a deleted one.
	refs := slices.DeleteFunc(got.Refs, func(r reftable.Ref) bool { return r.ID == nil && r.Target == "" })
	again := reftabletest.Table{IDSize: idSize, Refs: refs, Logs: got.Logs}.Bytes()
	twice := reftable.ReadBytes(again, idSize, "refs/stash", "refs/heads/main")
	if !reflect.DeepEqual(refs, twice.Refs) && len(refs) > 0 || !reflect.DeepEqual(got.Logs, twice.Logs) || len(twice.Faults) > 0 {
		t.Errorf("read %v, after writing %v", got, twice)
	}
}
