package structure

import (
	"strings"
	"testing"
)

// hostileUnits are texts that, repeated, lie deep within each other or make a
// careless reader start anew each time.
func hostileUnits() []string {
	return []string{
		"(", "$(", "((", "$((", "${a:-", "a[", "{ ", "`", "\"$(", "<(", "if ", "while ", "until ", "time ", "coproc ", "case $(", "f() ", "function f { ",
		"a <<E\n", "a <<E ", "a <<E\nE\n", "<<E\n$(", "'\n", "\"\n", "\"", "\\\n", "a | ", "a && ", "a;", "a=( [", "{ a; } | ", "[[ a && ", "((1?", "((- ", "[[ ! ",
		"bash -c ", "ssh a ", "eval ", "echo a ", "printf %s ", "$x", "$'\\", "a\\", "# c\n", "echo a | tee ", "a $(b) ", "$(echo ", "a=b ", "x <<<", "\n)\n",
		"[Service]\n", "Environment=\"a", "Environment=\\\n", "RUN a \\\n", "RUN <<E\n", "ENV a=\"", "ENV a=b \\\n# c\n", "ONBUILD ", "@\"\n", "@'\n", "`\n", "Name = \"a\"; ", "\"a\"=hex(2):61,00,\\\n", "\"a\" + ", "\"a\" \n",
	}
}

// TestHostile reads texts that are made to be read badly, nearly as deep as the
// shell's parser is let. None may overflow the stack, which nothing could recover
// from.
func TestHostile(t *testing.T) {
	for _, unit := range hostileUnits() {
		text := []byte(strings.Repeat(unit, maxNesting/max(1, openers([]byte(unit)))))
		for f := Plain; int(f) < len(formatNames); f++ {
			_ = Read(f, text, func(*View) {})
		}
	}
}

// BenchmarkHostile reads them. None may fall far below the others, nor a long
// text below a short one.
func BenchmarkHostile(b *testing.B) {
	for _, unit := range hostileUnits() {
		for _, size := range []int{8 << 10, 64 << 10} {
			for f := Plain + 1; int(f) < len(formatNames); f++ {
				b.Run(strings.TrimSpace(unit)+"/"+f.String(), func(b *testing.B) {
					text := []byte(strings.Repeat(unit, size/len(unit)))
					b.SetBytes(int64(len(text)))
					for b.Loop() {
						_ = Read(f, text, func(*View) {})
					}
				})
			}
		}
	}
}

// TestTooMuch makes sure that what would take too much stack or time is refused.
func TestTooMuch(t *testing.T) {
	for _, unit := range []string{"(", "$(", "{ ", "`", "a[", "1?", "if ", "while ", "until ", "time ", "do ", "coproc ", "elif "} {
		if err := Read(Shell, []byte(strings.Repeat(unit, maxNesting+1)), func(*View) {}); err == nil {
			t.Errorf("%q is read", unit)
		}
	}
	if err := Read(Zsh, make([]byte, maxScript+1), func(*View) {}); err != ErrTooLong {
		t.Errorf("a long script: %v", err)
	}
	if err := Read(Code, make([]byte, MaxSize+1), func(*View) {}); err != ErrTooLong {
		t.Errorf("a long text: %v", err)
	}
}
