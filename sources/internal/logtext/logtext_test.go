package logtext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	goruntime "runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/leakstag/leakstag/sources"
)

// readItem is ReadItem for a reader.
func readItem(ctx context.Context, r io.Reader, o *sources.Origin, emit sources.Emit, skip sources.SkipFunc) error {
	p := sources.Peek(ctx, r)
	defer p.Close()
	return ReadItem(ctx, p, o, emit, skip)
}

// found is where the marks lie that the fragments answer for.
type found struct {
	t     *testing.T
	log   []byte
	marks map[string]place
	owner []int // by the log's bytes: the number of the fragment that answers
	n     int
	once  bool // no mark may come again
}

func readLog(t *testing.T, log []byte, r io.Reader, once bool) *found {
	t.Helper()
	f := &found{t: t, log: log, once: once, marks: map[string]place{}, owner: make([]int, len(log))}
	err := readItem(t.Context(), r, &sources.Origin{Source: sources.Logs, LineText: true}, f.take, func(_ sources.Origin, err error) error {
		t.Errorf("skipped: %v", err)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *found) take(g sources.Fragment) error {
	f.n++
	raw := g.Data
	if g.Map != nil {
		raw = g.Raw
	}
	at := int(g.Offset)
	if !bytes.HasPrefix(f.log[at:], raw) {
		f.t.Fatalf("fragment %d is not what the log holds at %d", f.n, at)
	}
	if line, column := position(f.log[:at]); g.Line != line || g.Column != column {
		f.t.Errorf("fragment %d begins at line %d, column %d; want %d, %d", f.n, g.Line, g.Column, line, column)
	}
	if g.Before == 0 && at > 0 {
		f.t.Errorf("fragment %d looks like the beginning of the item", f.n)
	}
	original := func(start, end int) (int, int) {
		if g.Map != nil {
			start, end = g.Map.Original(start, end)
		}
		return at + start, at + end
	}
	own := func(from, to int) {
		for ; from < to; from++ {
			if f.owner[from] != 0 && f.owner[from] != f.n {
				f.t.Fatalf("fragments %d and %d answer for byte %d", f.owner[from], f.n, from)
			}
			f.owner[from] = f.n
		}
	}
	if g.Map == nil {
		own(at+g.Before, at+len(g.Data)-g.After)
	} else {
		for i := g.Before; i < len(g.Data)-g.After; i++ {
			own(original(i, i+1))
		}
	}
	for i := 0; ; {
		n := bytes.Index(g.Data[i:], []byte("FAKE"))
		if n < 0 {
			break
		}
		i += n
		end := bytes.Index(g.Data[i:], []byte("END"))
		if i >= g.Before && i < len(g.Data)-g.After && end > 0 {
			mark := string(g.Data[i : i+end+3])
			if _, twice := f.marks[mark]; twice && f.once {
				f.t.Errorf("a mark was found twice")
			}
			from, to := original(i, i+len(mark))
			f.marks[mark] = place{from, to}
		}
		i++
	}
	// The reader must not need the bytes any more.
	for _, b := range [][]byte{g.Data, g.Raw} {
		clear(b)
	}
	return nil
}

func position(before []byte) (line, column int) {
	i := bytes.LastIndexByte(before, '\n') + 1
	return 1 + bytes.Count(before[:i], []byte{'\n'}), sources.UTF16Len(before[i:])
}

func (f *found) everyByte() {
	f.t.Helper()
	for i, n := range f.owner {
		if n == 0 {
			f.t.Fatalf("nobody answers for byte %d of %d", i, len(f.owner))
		}
	}
}

// TestJoined has runtimes cut the output of programs into the lines of a log, and
// wants to find each mark once, at its place.
func TestJoined(t *testing.T) {
	for which, kind := range runtimes {
		for _, piece := range []int{64, 1000, 16 << 10} {
			t.Run(fmt.Sprintf("%s, %d", kind.name, piece), func(t *testing.T) {
				rng := rand.New(rand.NewPCG(uint64(which), uint64(piece)))
				r, texts, keys := output(t, rng, which, 50, piece)
				log := r.log.Bytes()
				f := readLog(t, log, bytes.NewReader(log), true)
				// A whole line of Docker's is left in its escapes, marks too.
				f.everyByte()
				missing := 0
				for s, text := range texts {
					for i := 0; ; {
						n := bytes.Index(text[i:], []byte("FAKE"))
						if n < 0 {
							break
						}
						i += n
						end := i + bytes.Index(text[i:], []byte("END")) + 3
						want := place{r.places[s][i].start, r.places[s][end-1].end}
						got, ok := f.marks[string(text[i:end])]
						if !ok { // in a whole line of Docker's
							if got, ok = f.marks[string(log[want.start:want.end])]; !ok {
								missing++
							}
						}
						if ok && got != want {
							t.Errorf("mark at %v, want %v", got, want)
						}
						i = end
					}
				}
				if missing > 0 || len(f.marks) != keys || keys < 20 {
					t.Errorf("%d marks found of %d, %d missing", len(f.marks), keys, missing)
				}
			})
		}
	}
}

// TestLongChain reads lines of programs that are longer than what is kept, one of
// them without an end, with other lines between their parts.
func TestLongChain(t *testing.T) {
	for which, kind := range runtimes {
		t.Run(kind.name, func(t *testing.T) {
			r := &runtime{line: runtimes[which].line, piece: 16 << 10}
			var b strings.Builder
			n := 0
			for b.Len() < 5<<18 {
				b.WriteString(strings.Repeat("wörd ", 101) + key(n))
				n++
			}
			r.waiting[stdout] = []byte(b.String())
			other := []byte("another line\n")
			for !r.done() {
				r.step(stdout)
				r.line(r, stderr, other, true)
			}
			log := r.log.Bytes()
			f := readLog(t, log, iotest.HalfReader(bytes.NewReader(log)), true)
			f.everyByte()
			if len(f.marks) != n {
				t.Errorf("%d marks of %d", len(f.marks), n)
			}
		})
	}
}

// TestEndlessChain reads a log that is one line of a program's, with a lot of
// another's between two parts.
func TestEndlessChain(t *testing.T) {
	const size = 20 << 20
	line := []byte("2026-11-01T10:00:00.123456789Z stdout P " + strings.Repeat("a", 16<<10) + "\n")
	noise := []byte("2026-11-01T10:00:00.123456789Z stderr F " + strings.Repeat("b", 60) + "\n")
	for _, unit := range [][]byte{line, append(bytes.Clone(line), bytes.Repeat(noise, 12000)...)} {
		var before, after goruntime.MemStats
		goruntime.ReadMemStats(&before)
		total := 0
		err := readItem(t.Context(), io.LimitReader(&repeated{unit: unit}, size), &sources.Origin{}, func(f sources.Fragment) error {
			total += len(f.Data) - f.Before - f.After
			return nil
		}, func(sources.Origin, error) error { return nil })
		goruntime.ReadMemStats(&after)
		if err != nil || total < size-size/100 || total > size+size/100 {
			t.Errorf("%d bytes of %d, error %v", total, size, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
			t.Errorf("%d bytes of memory for %d bytes of log", used, size)
		}
	}
}

// repeated is a text over and over.
type repeated struct {
	unit []byte
	at   int
}

func (r *repeated) Read(p []byte) (int, error) {
	n := copy(p, r.unit[r.at:])
	r.at = (r.at + n) % len(r.unit)
	return n, nil
}

// TestLongLine reads a line that is no runtime's between lines that are.
func TestLongLine(t *testing.T) {
	var log []byte
	log = append(log, "2026-11-01T10:00:00Z stdout P FAKE-begun"...)
	log = append(log, '\n')
	for i := range 3000 {
		log = append(log, strings.Repeat("ä", 300)...)
		log = append(log, key(i)...)
	}
	log = append(log, "\n2026-11-01T10:00:00Z stdout F -not on-END\n"...)
	f := readLog(t, log, bytes.NewReader(log), true)
	f.everyByte()
	if len(f.marks) != 3000 {
		t.Errorf("%d marks", len(f.marks))
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		name, line string
		ok, open   bool
		stream     stream
		content    string
	}{
		{"CRI, full", "2026-11-01T10:00:00.000000000Z stdout F text of it", true, false, stdout, "text of it"},
		{"CRI, partial", "2026-11-01T10:00:00.000000000Z stderr P text", true, true, stderr, "text"},
		{"CRI, time zone", "2026-11-01T10:00:00.5+01:00 stdout P text", true, true, stdout, "text"},
		{"CRI, more tags", "2026-11-01T10:00:00Z stdout P:x:y text", true, true, stdout, "text"},
		{"CRI, empty", "2026-11-01T10:00:00Z stdout F ", true, false, stdout, ""},
		{"CRI, empty, no blank", "2026-11-01T10:00:00Z stdout F", true, false, stdout, ""},
		{"CRI, blanks", "2026-11-01T10:00:00Z stdout F   text ", true, false, stdout, "  text "},
		{"CRI, other tag", "2026-11-01T10:00:00Z stdout X text", false, false, 0, ""},
		{"CRI, a word", "2026-11-01T10:00:00Z stdout Partial text", false, false, 0, ""},
		{"CRI, other stream", "2026-11-01T10:00:00Z stdlog F text", false, false, 0, ""},
		{"CRI, no stream", "2026-11-01T10:00:00Z", false, false, 0, ""},
		{"CRI, no tag", "2026-11-01T10:00:00Z stdout ", false, false, 0, ""},
		{"CRI, another log", "2026-11-01T10:00:00Z host app[1]: text", false, false, 0, ""},
		{"Docker", `{"log":"text\n","stream":"stdout","time":"2026-11-01T10:00:00Z"}`, true, false, stdout, `text\n`},
		{"Docker, partial", `{"log":"text","stream":"stderr","time":"2026-11-01T10:00:00Z"}`, true, true, stderr, `text`},
		{"Docker, attributes", `{"log":"te\"xt","stream":"stdout","attrs":{"a":"b","stream":"x"},"time":"2026-11-01T10:00:00Z"}`, true, true, stdout, `te\"xt`},
		{"Docker, backslash and n", `{"log":"text\\n","stream":"stdout","time":"2026-11-01T10:00:00Z"}`, true, true, stdout, `text\\n`},
		{"Docker, backslash and line end", `{"log":"text\\\n","stream":"stdout","time":"2026-11-01T10:00:00Z"}`, true, false, stdout, `text\\\n`},
		{"Docker, empty", `{"log":"","stream":"stdout","time":"2026-11-01T10:00:00Z"}`, true, true, stdout, ``},
		{"Docker, cut", `{"log":"text","stream":"stdout","ti`, false, false, 0, ""},
		{"Docker, quote escaped", `{"log":"text\","stream":"stdout","time":"2026-11-01T10:00:00Z"}`, false, false, 0, ""},
		{"Docker, other stream", `{"log":"text","stream":"stdin","time":"2026-11-01T10:00:00Z"}`, false, false, 0, ""},
		{"other JSON", `{"log":"text","level":"info"}`, false, false, 0, ""},
	} {
		n := &cri
		if strings.HasPrefix(tt.line, "{") {
			n = &docker
		}
		p, ok := n.cut([]byte(tt.line))
		if n.whole([]byte(tt.line)) && tt.open {
			t.Errorf("%s: whole at a glance", tt.name)
		}
		if ok != tt.ok || p.open != tt.open || p.stream != tt.stream || tt.line[p.start:p.end] != tt.content {
			t.Errorf("%s: %v %+v", tt.name, ok, p)
		}
	}
}

func TestUnescape(t *testing.T) {
	for in, want := range map[string]string{
		`a\"b\\c\/\b\f\n\r\t`: "a\"b\\c/\b\f\n\r\t", `\u003c\u00e9\u2028`: "<é\u2028", `\ud83d\ude00`: "😀",
		`\ud83d`: "\ufffd", `\ud83dx`: "\ufffdx", `\ud83d\ud83d`: "\ufffd\ufffd", `\q\`: `\q\`, `\u12`: `\u12`, `\uzzzz`: `\uzzzz`,
	} {
		var m sources.MappedText
		unescape(&m, []byte(in), 0, len(in))
		if string(m.Text) != want {
			t.Errorf("%s: %q, want %q", in, m.Text, want)
		}
	}
}

// TestWhole wants the lines that logs are full of to be told at a glance.
func TestWhole(t *testing.T) {
	for i, line := range []string{
		"2026-11-01T10:00:00.123456789Z stdout F text", "2026-11-01T10:00:00+01:00 stderr F Partial", "text", "",
		`{"log":"text\n","stream":"stdout","time":"2026-11-01T10:00:00.123456789Z"}`, `{"log":"\n","stream":"stderr","time":"2026-11-01T10:00:00.5Z"}`,
	} {
		n := &cri
		if i > 3 {
			n = &docker
		}
		if !n.whole([]byte(line)) {
			t.Errorf("line %d is not", i)
		}
	}
}

// TestOtherLogs reads logs that are no container's, which must come as they are.
func TestOtherLogs(t *testing.T) {
	for _, text := range []string{"", "a", "\n", "2026-11-01 host app: text\n", strings.Repeat("line\n", 1<<17), "{\"log\":\"\n", "2026-11-01T10:00:00Z stdout F"} {
		for range 2 {
			var got []byte
			err := readItem(t.Context(), strings.NewReader(text), &sources.Origin{}, func(f sources.Fragment) error {
				if f.Map != nil {
					t.Errorf("a map for %.20q", text)
				}
				got = append(got, f.Data[f.Before:len(f.Data)-f.After]...)
				return nil
			}, func(_ sources.Origin, err error) error { return err })
			if err != nil || string(got) != text {
				t.Errorf("%.20q: %d bytes, error %v", text, len(got), err)
			}
		}
	}
}

func TestFailingReader(t *testing.T) {
	broken := errors.New("broken")
	for _, text := range []string{"", "text\n", "2026-11-01T10:00:00Z stdout P begun\n", "2026-11-01T10:00:00Z stdout P " + strings.Repeat("a\n", HeadSize)} {
		var got []byte
		var reason error
		err := readItem(t.Context(), io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken)), &sources.Origin{}, func(f sources.Fragment) error {
			got = append(got, f.Data[f.Before:len(f.Data)-f.After]...)
			return nil
		}, func(_ sources.Origin, err error) error { reason = err; return nil })
		if err != nil || !errors.Is(reason, broken) || len(got) != len(text) {
			t.Errorf("%.20q: %d bytes of %d, error %v, skipped with %v", text, len(got), len(text), err, reason)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	line := []byte("2026-11-01T10:00:00.123456789Z stdout F " + strings.Repeat("a", 1000) + "\n")
	emits := 0
	err := readItem(ctx, &repeated{unit: line}, &sources.Origin{}, func(sources.Fragment) error {
		emits++
		cancel()
		return nil
	}, func(sources.Origin, error) error { return nil })
	if !errors.Is(err, context.Canceled) || emits != 1 {
		t.Errorf("%d emits, error %v", emits, err)
	}
	stop := errors.New("stop")
	err = readItem(t.Context(), &repeated{unit: line}, &sources.Origin{}, func(sources.Fragment) error { return stop }, func(sources.Origin, error) error { return nil })
	if !errors.Is(err, stop) {
		t.Errorf("error %v, want emit's", err)
	}
	err = readItem(t.Context(), idle{bytes.NewReader(line)}, &sources.Origin{}, func(sources.Fragment) error { return nil }, func(_ sources.Origin, err error) error { return err })
	if !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("error %v of a reader that gives nothing", err)
	}
}

// idle is a reader that never says that it is at its end.
type idle struct{ r io.Reader }

func (i idle) Read(p []byte) (int, error) {
	n, _ := i.r.Read(p)
	return n, nil
}
