package walk

import (
	"encoding/binary"
	"io"
	"io/fs"

	"golang.org/x/sys/unix"

	"github.com/leakstag/leakstag/sources"
)

// openSystem is the fastest opener that there is for this system.
func openSystem(path string) (dir, error) {
	fd, err := openat(unix.AT_FDCWD, path, folderFlags&^unix.O_NOFOLLOW)
	if err != nil {
		return nil, err
	}
	return fdDir(fd), nil
}

const folderFlags = unix.O_RDONLY | unix.O_DIRECTORY | unix.O_NOFOLLOW | unix.O_NONBLOCK | unix.O_CLOEXEC

// fdDir is a folder that is read by calls to the kernel: its descriptor. It is
// closed once, as is an fdFile.
type fdDir int

// direntsSize is how many bytes of entries the kernel is asked for at once: some
// thousand entries with names of a usual length.
const direntsSize = 32 << 10

func (d fdDir) next(l *listing) error {
	l.entries = l.entries[:0]
	var buf [direntsSize]byte
	n, err := retry(func() (int, error) { return unix.Getdents(int(d), buf[:]) })
	if err != nil {
		return &fs.PathError{Op: "getdents", Err: err}
	}
	if n == 0 {
		return io.EOF
	}
	d.parse(l, buf[:n])
	return nil
}

// parse adds the entries in the kernel's answer: struct linux_dirent64 of
// getdents(2), one after the other.
func (d fdDir) parse(l *listing, answer []byte) {
	const lengthAt, typeAt, nameAt = 16, 18, 19
	for len(answer) > nameAt {
		length := int(binary.NativeEndian.Uint16(answer[lengthAt:]))
		if length <= nameAt || length > len(answer) {
			return // no kernel does that
		}
		name := answer[nameAt:length]
		for i, c := range name {
			if c == 0 {
				name = name[:i]
				break
			}
		}
		if string(name) != "." && string(name) != ".." {
			d.add(l, name, answer[typeAt])
		}
		answer = answer[length:]
	}
}

// add adds an entry, whose type not every file system says in the listing.
func (d fdDir) add(l *listing, name []byte, direntType byte) {
	switch direntType {
	case unix.DT_REG:
		l.add(name, 0, nil)
	case unix.DT_DIR:
		l.add(name, fs.ModeDir, nil)
	case unix.DT_LNK:
		l.add(name, fs.ModeSymlink, nil)
	case unix.DT_UNKNOWN:
		kind, err := d.kind(string(name))
		l.add(name, kind, err)
	default:
		l.add(name, fs.ModeIrregular, nil)
	}
}

func (d fdDir) folder(name string) (dir, error) {
	fd, err := openat(int(d), name, folderFlags)
	if err != nil {
		return nil, err
	}
	return fdDir(fd), nil
}

func (d fdDir) file(name string) (file, error) {
	fd, err := openat(int(d), name, openFlags)
	if err != nil {
		return nil, err
	}
	return fdFile(fd), nil
}

func (d fdDir) kind(name string) (fs.FileMode, error) {
	var stat unix.Stat_t
	_, err := retry(func() (int, error) { return 0, unix.Fstatat(int(d), name, &stat, unix.AT_SYMLINK_NOFOLLOW) })
	if err != nil {
		return 0, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	switch stat.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		return 0, nil
	case unix.S_IFDIR:
		return fs.ModeDir, nil
	case unix.S_IFLNK:
		return fs.ModeSymlink, nil
	}
	return fs.ModeIrregular, nil
}

func (d fdDir) stamp(name string) (sources.Stamp, bool, error) {
	var stat unix.Stat_t
	_, err := retry(func() (int, error) { return 0, unix.Fstatat(int(d), name, &stat, unix.AT_SYMLINK_NOFOLLOW) })
	if err != nil {
		return sources.Stamp{}, false, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	s, regular := stampOf(&stat)
	return s, regular, nil
}

func (d fdDir) isKernelFS() bool { return isKernelFS(int(d)) }

func (d fdDir) Close() error { return unix.Close(int(d)) }

// fdFile is a file that is read by calls to the kernel: its descriptor. A small
// number in an interface takes no memory of its own.
type fdFile int

func (f fdFile) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	n, err := retry(func() (int, error) { return unix.Read(int(f), p) })
	switch {
	case err != nil:
		return 0, &fs.PathError{Op: "read", Err: err}
	case n == 0:
		return 0, io.EOF
	}
	return n, nil
}

// ReadAt implements [io.ReaderAt].
func (f fdFile) ReadAt(p []byte, at int64) (n int, err error) {
	for n < len(p) {
		got, err := retry(func() (int, error) { return unix.Pread(int(f), p[n:], at+int64(n)) })
		switch {
		case err != nil:
			return n, &fs.PathError{Op: "read", Err: err}
		case got == 0:
			return n, io.EOF
		}
		n += got
	}
	return n, nil
}

func (f fdFile) stamp() (sources.Stamp, bool, error) {
	var stat unix.Stat_t
	if _, err := retry(func() (int, error) { return 0, unix.Fstat(int(f), &stat) }); err != nil {
		return sources.Stamp{}, false, &fs.PathError{Op: "stat", Err: err}
	}
	s, regular := stampOf(&stat)
	return s, regular, nil
}

// stampOf gives a file's stamp, and whether it is a regular one.
func stampOf(stat *unix.Stat_t) (sources.Stamp, bool) {
	s := sources.Stamp{Inode: stat.Ino, Size: stat.Size, Modified: stat.Mtim.Nano(), Changed: stat.Ctim.Nano()}
	return s, stat.Mode&unix.S_IFMT == unix.S_IFREG
}

func (f fdFile) Close() error { return unix.Close(int(f)) }

func openat(at int, name string, flags int) (int, error) {
	fd, err := retry(func() (int, error) { return unix.Openat(at, name, flags, 0) })
	if err != nil {
		return -1, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return fd, nil
}

// retry calls the kernel again when a signal, such as one of Go's own runtime,
// came between.
func retry(call func() (int, error)) (int, error) {
	for {
		if n, err := call(); err != unix.EINTR {
			return n, err
		}
	}
}
