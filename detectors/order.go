package detectors

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// sortFindings puts findings in an order that depends on them alone.
func sortFindings(list []Finding) {
	slices.SortStableFunc(list, func(a, b Finding) int {
		return cmp.Or(
			strings.Compare(a.Origin.Root, b.Origin.Root),
			strings.Compare(a.Origin.Path, b.Origin.Path),
			loggedAt(&a).Compare(loggedAt(&b)),
			cmp.Compare(a.Region.StartLine, b.Region.StartLine),
			cmp.Compare(a.Region.StartColumn, b.Region.StartColumn),
			strings.Compare(a.Rule.ID, b.Rule.ID),
			strings.Compare(string(a.Origin.Source), string(b.Origin.Source)),
			strings.Compare(objectOf(&a), objectOf(&b)),
			cmp.Compare(pidOf(&a), pidOf(&b)),
			strings.Compare(a.Secret.identity(), b.Secret.identity()),
			cmp.Compare(a.Region.Offset, b.Region.Offset),
		)
	})
}

// loggedAt is when the finding's place was written to a journal, if it was.
func loggedAt(f *Finding) time.Time {
	if f.Origin.Journal == nil {
		return time.Time{}
	}
	return f.Origin.Journal.Time
}

func objectOf(f *Finding) string {
	if f.Origin.Git == nil {
		return ""
	}
	return f.Origin.Git.Object + f.Origin.Git.Part
}

func pidOf(f *Finding) int {
	if f.Origin.Process == nil {
		return 0
	}
	return f.Origin.Process.PID
}

func pieceOf(f *Finding) int {
	if f.Origin.Process == nil {
		return 0
	}
	return f.Origin.Process.Piece
}
