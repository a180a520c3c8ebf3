package report

import (
	"fmt"
	"strconv"
	"time"
)

// thousands is n with a comma between groups of three digits.
func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	first := 0
	if n < 0 {
		first = 1
	}
	for i := len(s) - 3; i > first; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// counted is a number and its noun: "1 key", "3 keys".
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(int64(n)) + " " + many
}

// size is a number of bytes in decimal units.
func size(n int64) string {
	const units = "kMGTPE"
	if n < 1000 {
		return fmt.Sprintf("%d B", n)
	}
	v, unit := float64(n)/1000, 0
	for v >= 999.5 && unit < len(units)-1 {
		v /= 1000
		unit++
	}
	if v < 9.95 {
		return fmt.Sprintf("%.1f %cB", v, units[unit])
	}
	return fmt.Sprintf("%.0f %cB", v, units[unit])
}

// elapsed is a duration as people say it.
func elapsed(d time.Duration) string {
	switch {
	case d < 100*time.Millisecond:
		return fmt.Sprintf("%.2f s", d.Seconds())
	case d < time.Minute:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < time.Hour:
		return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
	}
	return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
}

// age is how long ago something was, roughly; empty if it is not in the past.
func age(d time.Duration) string {
	const aDay = 24 * time.Hour
	days := int(d / aDay)
	switch {
	case d < 0:
		return ""
	case days < 1:
		return "less than a day ago"
	case days < 60:
		return counted(days, "day", "days") + " ago"
	case days < 730:
		return counted(days/30, "month", "months") + " ago"
	}
	return counted(days/365, "year", "years") + " ago"
}
