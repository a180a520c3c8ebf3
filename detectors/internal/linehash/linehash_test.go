package linehash

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/unicode"
)

// The values are those that github/codeql-action's own tests expect.
func TestHashesOfKnownTexts(t *testing.T) {
	greetings := []string{
		"e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1",
		"b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1",
	}
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"empty", "", []string{"c129715d7a2bc9a3:1"}},
		{"spaces", " a\nb\n  \t\tc\n d", []string{
			"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"}},
		{"no LF at the end", " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End", []string{
			"8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1", "c6805c5e1288b612:1",
			"b86d3392aea1be30:1", "e6ceba753e1a442:1"}},
		{"LF", " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", greetings},
		{"CR LF", " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", greetings},
		{"repeated", strings.Repeat("Lorem ipsum dolor sit amet.\n", 10), []string{
			"a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4",
			"a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1",
			"55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1"}},
		{"equal lines that differ behind", "x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n", []string{
			"e54938cc54b302f1:1", "bb609acbe9138d60:1", "1131fd5871777f34:1", "5c482a0f8b35ea28:1",
			"54517377da7028d2:1", "2c644846cb18d53e:1", "f1b89f20de0d133:1", "c129715d7a2bc9a3:1"}},
		{"its first file", "var a = 0;\nvar b = 0;\nvar c = 0;\nvar d = 0;\n", []string{"5e4d5a9cf1294ad9:1"}},
		{"its second file", "var foo = 0;\nvar bar = 0;\nvar baz = 0;\nvar qux = 0;\n", []string{"", "f7592a95a9381ac0:1"}},

		// What its tests leave out: these are from its algorithm, run by node over
		// what node's decoder makes of the bytes.
		{"a byte-order mark", "\ufeffa\nb\n", []string{"8fff498b8a070609:1", "ade70578248be16f:1", "c129715d7a2bc9a3:1"}},
		{"a CR alone", "a\rb\r", []string{"81b8d8db678b2bbe:1"}},
		{"a CR away from its LF", "a\r\n\r\nb\r \nc", []string{
			"c52f781a43dbc195:1", "73409ca04f7d2c2e:1", "b0367d257df6d03c:1", "188ff2f224477a1e:1"}},
		{"lines longer than the window", strings.Repeat("x", 250) + "\n" + strings.Repeat("x", 100) + "\n" + strings.Repeat("x", 99) + "\n", []string{
			"52b56201ffb58620:1", "52b56201ffb58620:2", "52b56201ffb585b2:1", "c129715d7a2bc9a3:1"}},
		{"lines that differ behind the window", strings.Repeat("k", 100) + "one\n" + strings.Repeat("k", 100) + "two\n", []string{
			"38ae8874fb795354:1", "38ae8874fb795354:2", "c129715d7a2bc9a3:1"}},
		{"no UTF-8", "a\xff\n\xe2\x82\n\xf0\x9f\x98\n\xed\xa0\x80\n\xc0\xafb", []string{
			"e039323f8360126a:1", "c93567bc7747d06e:1", "6f2ca88452172fd3:1", "f6661545710c52f0:1", "6954b3955c9ad607:1"}},
		{"characters of two units", "😀 é\n€\n", []string{"7025e1ad41acf2c1:1", "c27b1e32b1913851:1", "c129715d7a2bc9a3:1"}},
		{"zero bytes", "a\x00\n\x00\n", []string{"593e8f445ca07008:1", "fab6606a19b511d5:1", "c129715d7a2bc9a3:1"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Hashes([]byte(tt.text), upTo(len(tt.want)))
			for i := range tt.want {
				if tt.want[i] == "" { // not known
					got[i] = ""
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %v\nwant %v", got, tt.want)
			}
		})
	}

	// Lone CRs end a line for the algorithm only: the reference sees the same
	// lines as above, Hashes only those that start after an LF.
	for text, ours := range map[string][]string{
		" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r":     {greetings[0], greetings[1]},
		" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n": {greetings[0], greetings[1], greetings[2], greetings[3], greetings[6]},
	} {
		all, _ := reference([]byte(text))
		if !slices.Equal(all, greetings) {
			t.Errorf("reference, %q:\ngot  %v\nwant %v", text, all, greetings)
		}
		if got := Hashes([]byte(text), upTo(len(ours))); !slices.Equal(got, ours) {
			t.Errorf("%q:\ngot  %v\nwant %v", text, got, ours)
		}
	}
}

func TestEvicted(t *testing.T) {
	power := uint64(1)
	for range window {
		power *= base
	}
	if power != evicted {
		t.Errorf("evicted is %#x, want %#x", evicted, power)
	}
}

func TestHashesOfChosenLines(t *testing.T) {
	text := []byte(strings.Repeat("the same line, long enough to fill the window of one hundred units all on its own, and somewhat more than that\n", 4))
	all := Hashes(text, upTo(5))
	for _, tt := range []struct {
		lines []int
		want  []string
	}{
		{nil, []string{}},
		{[]int{3}, []string{all[2]}},
		{[]int{1, 1, 4}, []string{all[0], all[0], all[3]}},
		{[]int{0, 5, 6, 7}, []string{"", all[4], "", ""}},
		{[]int{100}, []string{""}},
	} {
		if got := Hashes(text, tt.lines); !slices.Equal(got, tt.want) {
			t.Errorf("lines %v: got %v, want %v", tt.lines, got, tt.want)
		}
	}
	if !strings.HasSuffix(all[2], ":3") {
		t.Errorf("the third equal line has %q", all[2])
	}
}

func TestHashesAgainstReference(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pieces := []string{
		"a", "b", "api_key = ", " ", "\t", "\n", "\n", "\n\n", "\r", "\r\n", "\r \n", "é", "€", "😀", "\ufeff",
		"\x80", "\xc2", "\xe2\x82", "\xf0\x9f\x98", "\xed\xa0\x80", "\xf4\x90", "\xc0\xaf", "\xff", "\x00",
		strings.Repeat("x", 99), strings.Repeat("y", 101),
	}
	for i := range 3000 {
		var text []byte
		most := 60
		if i%100 == 0 {
			most = 2000 // several chunks
		}
		for range random.IntN(most) {
			text = append(text, pieces[random.IntN(len(pieces))]...)
		}
		compare(t, text)
	}
}

func FuzzHashes(f *testing.F) {
	f.Add([]byte("a\rb\r\n\n c\xe2\x82\n😀"))
	f.Add([]byte(strings.Repeat("line\n", 50)))
	f.Fuzz(func(t *testing.T, text []byte) { compare(t, text) })
}

func BenchmarkHashes(b *testing.B) {
	text := bytes.Repeat([]byte("  api_base_url = \"https://example.test\"\n"), 1<<16)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Hashes(text, []int{1 << 16})
	}
}

// compare checks Hashes, asked for all lines and for single ones, with the
// reference.
func compare(t *testing.T, text []byte) {
	t.Helper()
	all, starts := reference(text)
	lines := bytes.Count(text, []byte("\n")) + 1
	want := make([]string, lines)
	for i := range want {
		want[i] = all[starts[i]]
	}
	if got := Hashes(text, upTo(lines)); !slices.Equal(got, want) {
		t.Fatalf("%q:\ngot  %v\nwant %v", text, got, want)
	}
	middle := (lines + 1) / 2
	if got := Hashes(text, []int{middle}); got[0] != want[middle-1] {
		t.Fatalf("%q, line %d: got %q, want %q", text, middle, got[0], want[middle-1])
	}
}

// reference does slowly what the algorithm says, in separate steps. It gives the
// hashes of all its lines, and for each line that starts after an LF (or at the
// beginning) the index of its hash.
func reference(text []byte) (hashes []string, starts []int) {
	decoded, err := unicode.UTF8.NewDecoder().Bytes(text)
	if err != nil {
		panic(err)
	}
	var kept []uint16
	keptAtLF := []int{0} // units kept before each start of a line of ours
	units := utf16.Encode([]rune(string(decoded)))
	for i, u := range units {
		switch {
		case u == ' ' || u == '\t':
		case u == '\n' && i > 0 && units[i-1] == '\r':
		case u == '\r':
			kept = append(kept, '\n')
		default:
			kept = append(kept, u)
		}
		if u == '\n' {
			keptAtLF = append(keptAtLF, len(kept))
		}
	}
	kept = append(kept, endOfFile)
	counts := map[uint64]int{}
	lineAt := map[int]int{}
	for i := range kept {
		if i > 0 && kept[i-1] != '\n' {
			continue
		}
		var h uint64
		for k := range window {
			h *= base
			if i+k < len(kept) {
				h += uint64(kept[i+k])
			}
		}
		counts[h]++
		lineAt[i] = len(hashes)
		hashes = append(hashes, fmt.Sprintf("%x:%d", h, counts[h]))
	}
	for _, at := range keptAtLF {
		starts = append(starts, lineAt[at])
	}
	return hashes, starts
}

func upTo(n int) []int {
	lines := make([]int, n)
	for i := range lines {
		lines[i] = i + 1
	}
	return lines
}
