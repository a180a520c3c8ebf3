package git

import "github.com/leakstag/leakstag/sources/internal/gitobject"

type (
	objectID = gitobject.ID
	idSize   = gitobject.IDSize
)
