package sources

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

func TestSkipItems(t *testing.T) {
	many := &ManyError{Count: 112, What: "environments of processes", Err: fs.ErrPermission}
	if !errors.Is(many, fs.ErrPermission) || many.Error() != "environments of processes: permission denied (112 of them)" {
		t.Errorf("%v", many)
	}
	for _, tt := range []struct {
		err  error
		want int
	}{{fs.ErrPermission, 1}, {many, 112}, {fmt.Errorf("x: %w", many), 112}, {&ManyError{Err: fs.ErrPermission}, 1}, {nil, 1}} {
		if got := (&Skip{Err: tt.err}).Items(); got != tt.want {
			t.Errorf("%v: %d items, want %d", tt.err, got, tt.want)
		}
	}
}
