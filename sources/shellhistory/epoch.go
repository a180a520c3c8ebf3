package shellhistory

import (
	"strconv"
	"time"
)

// lastSecond is the end of the year 9999: a later time can't be written in
// RFC 3339, and is no time at which a command ran.
const lastSecond = 253402300799

// epoch reads digits as seconds since 1970. Histories are damaged now and then:
// what is no sensible time is the zero time.
func epoch(digits []byte) time.Time {
	n, err := strconv.ParseInt(string(digits), 10, 64)
	if err != nil || n <= 0 || n > lastSecond {
		return time.Time{}
	}
	return time.Unix(n, 0).UTC()
}

// leadingDigits counts the decimal digits at the start of b.
func leadingDigits(b []byte) int {
	n := 0
	for n < len(b) && b[n] >= '0' && b[n] <= '9' {
		n++
	}
	return n
}

// epochSeconds is epoch for a number of seconds with a fraction.
func epochSeconds(n float64) time.Time {
	if !(n > 0 && n <= lastSecond) {
		return time.Time{}
	}
	whole := int64(n)
	return time.Unix(whole, int64((n-float64(whole))*1e9)).UTC()
}
