// Package sources defines where scanned bytes come from.
//
// A [Source] reads one kind of place (a git history, a log folder, the running
// processes, …) and pushes what it reads as [Fragment]s into a callback.
// Detection happens inside that callback, on the source's own goroutine, while
// the bytes are hot: nothing is copied through channels and back-pressure is
// free. What cannot be read goes to a second callback as a [Skip], so that
// nothing is left out in silence.
//
// Each reader has a package of its own below this one (sources/git,
// sources/files, …). This package holds what they share: the types, the reader
// that cuts long input into fragments ([Stream]) and the recognition of text
// encodings ([Decode]). Nothing here knows what a leak looks like.
package sources

import "context"

// Emit takes one fragment. The callee must be done with Fragment.Data when it
// returns: the source reuses the bytes. It is safe for concurrent use. An error
// is fatal: the source stops and returns it.
type Emit func(Fragment) error

// SkipFunc records that an item, or a part of it, could not be read. It is safe
// for concurrent use. A nil result means "go on without it"; any other error is
// fatal: the source stops and returns it.
type SkipFunc func(Origin, error) error

// Source reads one kind of place.
//
// Read calls emit for everything it finds, from as many goroutines as it likes,
// and returns when all of them have ended. It returns early, with the context's
// error, when ctx is done; with emit's or skip's error when one of them fails;
// and with an error of its own only when the source as a whole cannot be read
// (no such repository, no such folder). The failure of one item goes to skip.
type Source interface {
	// Name is the source's kind as a user types it: "git", "shell-history", ….
	Name() string
	Read(ctx context.Context, emit Emit, skip SkipFunc) error
}

// Rereader is implemented by a source that emits items before it knows what they
// are called. Once Locate has said where the items with findings lie, Reread
// emits those items again, one after the other, each with its pointer from
// origins, in which the path is now known: so that rules that depend on the path
// can judge it.
type Rereader interface {
	Reread(ctx context.Context, origins []*Origin, emit Emit) error
}

// Remover is implemented by a source that reads what changes in a repository, not
// all that it holds. Removed is called after Read and gives the paths in the
// repository of the files that the change takes away: a key that lay there, and
// turns up elsewhere in the same change, was moved.
type Remover interface {
	Removed() []string
}

// Found names one secret in one item that a source emitted.
type Found struct {
	// Origin is the finding's own copy, for Locate to add to.
	Origin *Origin
	// Key is equal for equal secrets and says nothing else about them.
	Key string
}

// Locator is implemented by a source that can say more about a finding once
// everything is read: git knows commits, authors and refs, files knows what is
// tracked. Locate is called once, after Read has returned without an error, with
// the findings in that source's items only, and adds to their origins in place.
type Locator interface {
	Locate(ctx context.Context, found []Found, skip SkipFunc) error
}

// Notice is something that a reader of the report should know, and that is neither
// a leak nor an item that could not be read.
type Notice struct {
	// ID names the kind of notice: "shallow-clone".
	ID string
	// Text is a sentence or more. It may hold untrusted names.
	Text string
}

// Noticer is implemented by a source that may have something to tell once it was
// read.
type Noticer interface {
	Notices() []Notice
}
