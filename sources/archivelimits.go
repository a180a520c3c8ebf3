package sources

// ArchiveLimits say how far the archives and compressed files among a source's
// items are opened. The zero value stands for the defaults. What is over a limit
// is skipped.
type ArchiveLimits struct {
	// Depth is how many containers may lie in each other, each compression
	// counted as one: a file in x.tar.gz lies in two. What lies deeper is read as
	// plain bytes, and skipped too, to say so. 0 stands for DefaultArchiveDepth; a
	// negative number means that nothing is opened.
	Depth int
	// Bytes is how many bytes all that is packed in one file may become, taken
	// together. 0 stands for DefaultArchiveBytes.
	Bytes int64
	// Members is how many members all archives in one file may have, taken
	// together. 0 stands for DefaultArchiveMembers.
	Members int
}

// The limits for an ArchiveLimits of 0.
const (
	DefaultArchiveDepth   = 8
	DefaultArchiveBytes   = 64 << 30
	DefaultArchiveMembers = 2_000_000
)

// WithDefaults gives the limits with the defaults for what is 0, and a Depth of
// 0 for a negative one.
func (l ArchiveLimits) WithDefaults() ArchiveLimits {
	switch {
	case l.Depth == 0:
		l.Depth = DefaultArchiveDepth
	case l.Depth < 0:
		l.Depth = 0
	}
	if l.Bytes <= 0 {
		l.Bytes = DefaultArchiveBytes
	}
	if l.Members <= 0 {
		l.Members = DefaultArchiveMembers
	}
	return l
}
