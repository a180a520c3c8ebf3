package entry

import "bytes"

// sqlType says that w is the type of text that SQL and its procedures give a
// variable: nvarchar(100), CONSTANT VARCHAR2(200 CHAR).
func sqlType(w []byte) bool {
	w = bytes.ToLower(trimSpace(w))
	w = trimSpace(bytes.TrimPrefix(w, []byte("constant ")))
	if i := bytes.IndexByte(w, '('); i >= 0 && bytes.HasSuffix(w, []byte(")")) {
		w = w[:i]
	}
	switch string(w) {
	case "varchar", "varchar2", "nvarchar", "nvarchar2", "char", "nchar", "text", "clob":
		return true
	}
	return false
}
