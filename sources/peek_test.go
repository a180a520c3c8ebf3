package sources

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// TestPeek looks at the start of items of many lengths, reads some of it, goes
// back, and streams the item.
func TestPeek(t *testing.T) {
	for _, size := range []int{0, 1, 5000, chunk, bufferSize - 1, bufferSize, bufferSize + 1, 3 * bufferSize} {
		text := strings.Repeat("0123456789abcde\n", size/16+1)[:size]
		for _, look := range []int{0, 100, size / 2, size} {
			p := Peek(context.Background(), strings.NewReader(text))
			if head := string(p.Head()); !strings.HasPrefix(text, head) || len(head) < min(size, chunk) || p.Whole() && len(head) < size {
				t.Fatalf("%d bytes: a wrong head of %d bytes", size, len(head))
			}
			looked, err := io.CopyN(io.Discard, p, int64(look))
			if err != nil && look <= size || looked != int64(min(look, size)) {
				t.Fatalf("%d bytes: read %d of %d, error %v", size, looked, look, err)
			}
			if back := p.Rewind(); back != (looked <= int64(len(p.Head()))) {
				t.Errorf("%d bytes: after %d bytes it goes back: %v", size, look, back)
			}
			at := 0
			if looked > int64(len(p.Head())) {
				at = int(looked)
			}
			got := ""
			_, err = Stream(context.Background(), p, &Origin{}, func(f Fragment) error {
				got += string(f.Data[f.Before : len(f.Data)-f.After])
				return nil
			})
			if err != nil || got != text[at:] {
				t.Errorf("%d bytes, %d looked at: %d bytes streamed, error %v", size, look, len(got), err)
			}
			p.Close()
		}
	}
}

func TestPeekFailing(t *testing.T) {
	broken := errors.New("broken")
	p := Peek(context.Background(), io.MultiReader(strings.NewReader("start"), iotest.ErrReader(broken)))
	defer p.Close()
	if p.Whole() || string(p.Head()) != "start" {
		t.Errorf("head %q, whole: %v", p.Head(), p.Whole())
	}
	if all, err := io.ReadAll(p); string(all) != "start" || !errors.Is(err, broken) {
		t.Errorf("read %q, error %v", all, err)
	}
	if !p.Rewind() {
		t.Error("it does not go back")
	}
	got := ""
	_, err := Stream(context.Background(), p, &Origin{}, func(f Fragment) error { got += string(f.Data); return nil })
	if got != "start" || !errors.Is(err, broken) {
		t.Errorf("streamed %q, error %v", got, err)
	}
}

// TestStreamPeeked streams without a copy: one more buffer would be 270 KB.
func TestStreamPeeked(t *testing.T) {
	r := strings.NewReader("")
	text := strings.Repeat("x", 1000)
	allocs := testing.AllocsPerRun(100, func() {
		r.Reset(text)
		p := Peek(context.Background(), r)
		if _, err := Stream(context.Background(), p, &Origin{}, func(Fragment) error { return nil }); err != nil {
			t.Error(err)
		}
		p.Close()
	})
	if allocs > 1 { // the origin
		t.Errorf("%v allocations", allocs)
	}
}
