package unpack

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"compress/bzip2"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// Methods of compression and flags, by https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT,
// section 4.4. archive/zip knows methods 0 and 8 by itself.
const (
	zipBzip2 = 12
	zipZstd  = 93
	zipXz    = 95

	zipEncrypted = 1
)

// maxDirectory is how many bytes of a zip archive's directory are read: all of
// it is held in memory, where it takes some times as much. It is enough for some
// 300,000 members.
const maxDirectory = 32 << 20

// muchDirectory is how many are read while others read as much.
const muchDirectory = 2 << 20

var (
	errEncrypted = errors.New("encrypted")
	errUnlisted  = errors.New("begins with a member that its directory does not list; what follows it may not have been read")
	errOverlap   = errors.New("members that lie over others, as in a trap, which were not read")
)

// openZip reads the members of a zip archive.
func openZip(c *container) (opened bool, err error) {
	if c.peeked.Whole() {
		head := c.peeked.Head()
		c.random, c.size = bytes.NewReader(head), int64(len(head))
	}
	if c.random != nil {
		if c.place.depth == 0 {
			c.packed = c.size // no member is read twice
		}
		if opened, err := readZip(c, c.random, c.size); err != nil || opened {
			return opened, err
		}
		return salvageZip(c, io.NewSectionReader(c.random, 0, c.size))
	}
	h, err := c.hold()
	defer func() { c.held -= h.size }()
	if err == nil {
		if opened, err = readZip(c, h, h.size); err != nil || opened {
			return opened, err
		}
	} else if err := c.failed(err); err != nil {
		return false, err
	}
	if opened, err = salvageZip(c, io.MultiReader(io.NewSectionReader(h, 0, h.size), c.r)); err != nil || opened {
		return opened, err
	}
	return true, c.text(io.MultiReader(io.NewSectionReader(h, 0, h.size), c.r), c.place)
}

// openPrefixedZip reads an archive after a program, which is read too.
func openPrefixedZip(c *container) (opened bool, err error) {
	if opened, err = openZip(c); err != nil || !opened {
		return opened, err
	}
	return false, nil // what isn't opened is read as plain bytes
}

// readZip reads the archive of size bytes of r. Members are read in the order in
// which they lie there, each once: where one lies over another, only the first.
func readZip(c *container, r io.ReaderAt, size int64) (opened bool, err error) {
	blocks := &blockReader{file: c.file, r: r, size: size, left: maxDirectory}
	z, err := zip.NewReader(blocks, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return false, c.failed(err)
	}
	blocks.left = -1
	setDecompressors(z)
	members, err := inPlace(c, z.File)
	if err != nil {
		return true, err
	}
	end, over := int64(0), 0
	first := size // where the directory's first member begins
	if len(members) > 0 {
		first = members[0].at
	}
	for _, m := range members {
		if c.stopped {
			return true, c.ctx.Err()
		}
		if m.at < end {
			over++
			continue
		}
		end = m.at + int64(min(m.CompressedSize64, uint64(size)))
		if err := readZipMember(c, m.File); err != nil {
			return true, err
		}
	}
	if over > 0 {
		if err := c.failed(fmt.Errorf("%d %w", over, errOverlap)); err != nil {
			return true, err
		}
	}
	if unlisted(r, z.File) {
		if err := c.failed(errUnlisted); err != nil {
			return true, err
		}
		if _, err := salvageZip(c, io.NewSectionReader(r, 0, first)); err != nil {
			return true, err
		}
	}
	if z.Comment != "" {
		return true, c.text(strings.NewReader(z.Comment), c.place)
	}
	return true, nil
}

// unlisted says that an archive begins with a member that is not in its directory:
// another archive was put before it.
func unlisted(r io.ReaderAt, files []*zip.File) bool {
	var header [zipLocalSize]byte
	if _, err := r.ReadAt(header[:], 0); err != nil || !has(header[:], zipLocal) {
		return false
	}
	const nameAt, extraAt = 26, 28
	content := zipLocalSize + int64(binary.LittleEndian.Uint16(header[nameAt:])) + int64(binary.LittleEndian.Uint16(header[extraAt:]))
	return !slices.ContainsFunc(files, func(f *zip.File) bool {
		at, err := f.DataOffset()
		return err == nil && at == content
	})
}

// zipMember is a member with the place of its content.
type zipMember struct {
	*zip.File
	at int64
}

// inPlace gives the members that hold something, in the order in which they lie
// in the archive. What lies nowhere is given to skip.
func inPlace(c *container, files []*zip.File) ([]zipMember, error) {
	var members []zipMember
	for _, f := range files {
		// A folder has no content; one that claims to is read, which fails and is said.
		if f.Mode()&fs.ModeSymlink != 0 || f.CompressedSize64 == 0 || f.Mode().IsDir() && f.UncompressedSize64 == 0 {
			continue
		}
		at, err := f.DataOffset()
		if err != nil {
			if err := c.lost(zipName(f), err); err != nil || c.stopped {
				return nil, err
			}
			continue
		}
		members = append(members, zipMember{f, at})
	}
	slices.SortStableFunc(members, func(a, b zipMember) int { return cmp.Compare(a.at, b.at) })
	return members, nil
}

func readZipMember(c *container, f *zip.File) error {
	if f.Flags&zipEncrypted != 0 {
		return c.lost(zipName(f), errEncrypted)
	}
	content, err := f.Open()
	if err != nil {
		return c.lost(zipName(f), err)
	}
	defer content.Close() // only frees memory
	return c.member(zipName(f), &layer{file: c.file, name: c.format.String(), text: content})
}

// zipName gives a member's name. Some programs for Windows write backslashes,
// which no name there can have.
func zipName(f *zip.File) string { return strings.ReplaceAll(f.Name, `\`, "/") }

// setDecompressors adds the methods that archive/zip does not know, and a faster
// decoder for the usual one.
func setDecompressors(z *zip.Reader) {
	z.RegisterDecompressor(zip.Deflate, newInflater)
	z.RegisterDecompressor(zipBzip2, func(r io.Reader) io.ReadCloser {
		return io.NopCloser(bzip2.NewReader(bufio.NewReader(r)))
	})
	z.RegisterDecompressor(zipXz, func(r io.Reader) io.ReadCloser { return lazily(r, openXz) })
	z.RegisterDecompressor(zipZstd, func(r io.Reader) io.ReadCloser { return lazily(r, openZstd) })
}

// lazily opens what has no error to return when it is opened.
func lazily(r io.Reader, open func(*bufio.Reader) (io.ReadCloser, error)) io.ReadCloser {
	return &lazy{open: func() (io.ReadCloser, error) { return open(bufio.NewReader(r)) }}
}

type lazy struct {
	open func() (io.ReadCloser, error)
	text io.ReadCloser
}

func (l *lazy) Read(p []byte) (n int, err error) {
	if l.text == nil {
		if l.text, err = l.open(); err != nil {
			l.text = nil
			return 0, err
		}
	}
	return l.text.Read(p)
}

func (l *lazy) Close() error {
	if l.text != nil {
		return l.text.Close()
	}
	return nil
}
