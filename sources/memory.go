package sources

import "io"

// Stamp is what a file system says of a file without its content being read. Two
// equal stamps of one name mean that nothing has happened to the file, if Changed
// is not 0.
type Stamp struct {
	// Inode is the file's number; 0 where the system gives none. The device is
	// left out: many file systems get another number whenever they are mounted.
	Inode uint64
	// Size is in bytes.
	Size int64
	// Modified and Changed are in nanoseconds since 1970. Modified is when the
	// content was changed last, as anybody who may write the file can set it;
	// Changed is when anything of the file was, which no program can set. It is 0
	// where the system gives none.
	Modified, Changed int64
}

// Mark is a place in a log from which a later reading may go on.
type Mark struct {
	// Offset, Line and Column say where to begin, as in a [Fragment]. What is read
	// before From is there as context: an earlier reading answers for it.
	Offset       int64
	Line, Column int
	From         int64
}

// Memory remembers what was read in an earlier run, so that a source does not
// read it again. A source calls Known before it opens a file, and then, unless
// that is true, Begin, Resume (if it can go on in the middle), Reached and Done,
// in this order. The pointer to the file's origin is the same in all but the
// first; the path in it is that of the file, not of a member. All methods are safe
// for concurrent use.
type Memory interface {
	// Known says that the file is what it was: it needs not be opened.
	Known(file *Origin, s Stamp) bool
	// Begin is told that a file was opened and had this stamp then; at reads it.
	// True means that it needs not be read after all.
	Begin(file *Origin, s Stamp, at io.ReaderAt) (known bool)
	// Resume gives the place at which to go on with a log, read by at, that has grown since it
	// was read; the zero Mark for its start. usable is asked before whether the
	// source can go on there.
	Resume(file *Origin, at io.ReaderAt, usable func(Mark) bool) Mark
	// Reached notes where a later reading can go on, if the log has only grown.
	Reached(file *Origin, m Mark)
	// Done says that the file was read, but for what skip was told of.
	Done(file *Origin)
}
