//go:build !windows

package report

import (
	"context"
	"io"
	"io/fs"
	"path/filepath"

	"github.com/google/renameio/v2"
)

// fileMode is the mode of every report: a report says where live keys lie.
const fileMode fs.FileMode = 0o600

// writeAtomically writes a new file beside path and renames it to path.
func writeAtomically(ctx context.Context, path string, write func(io.Writer) error) error {
	f, err := renameio.NewPendingFile(path,
		renameio.WithTempDir(filepath.Dir(path)), // never $TMPDIR, which others may read
		renameio.WithPermissions(fileMode),
		renameio.WithStaticPermissions(fileMode))
	if err != nil {
		return err
	}
	defer f.Cleanup() // nothing to do once the file is in place
	if err := writeBuffered(f, write); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return f.CloseAtomicallyReplace()
}
