package allowance

import (
	"strings"
	"testing"
	"time"

	"github.com/leakstag/leakstag/report"
)

const (
	fingerprint    = "lf1-abcdefghijklmnop-qrst2345"
	keyFingerprint = "lk1-abcdefghijklmnop"
	commitID       = "0123456789abcdef0123456789abcdef01234567"
)

func TestReadIgnoreFile(t *testing.T) {
	const text = "\ufeff# what we know of\r\n\r\n" +
		fingerprint + " # a sample\r\n" +
		"  " + fingerprint + "\tuntil=2027-01-31   #  for the # test server  \n" +
		keyFingerprint + " # revoked"
	list, err := ReadIgnoreFile("x/"+IgnoreName, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 3 {
		t.Fatalf("%d entries, want 3", len(list))
	}
	for i, want := range []struct {
		line        int
		reason, key string
		until       time.Time
	}{
		{3, "a sample", "", time.Time{}},
		{4, "for the # test server", "", time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)},
		{5, "revoked", keyFingerprint, time.Time{}},
	} {
		e := list[i]
		if e.By != report.ByIgnoreFile || e.Line != want.line || e.Reason != want.reason || e.key != want.key || !e.Until.Equal(want.until) {
			t.Errorf("entry %d: %+v", i, e)
		}
		if want.key == "" && (e.what != "abcdefghijklmnop" || e.where != "qrst2345") {
			t.Errorf("entry %d: %q, %q", i, e.what, e.where)
		}
	}
	if list[1].expired(time.Date(2027, 1, 31, 23, 59, 0, 0, time.UTC)) || !list[1].expired(time.Date(2027, 2, 1, 0, 0, 0, 0, time.UTC)) {
		t.Error("the last day is not the last")
	}
}

// TestIgnoreFileFaults has all faults told at once, without what stands there.
func TestIgnoreFileFaults(t *testing.T) {
	for _, r := range []struct {
		name  string
		lines []string
		want  []string // what is said of each line; "" for one that is right
	}{
		{IgnoreName, []string{
			fingerprint, fingerprint + " #", fingerprint + " # right", "FAKE-secret # why", fingerprint + " until=tomorrow # why",
			fingerprint + " until=2027-02-30 # why", fingerprint + " FAKE-secret # why", fingerprint + " until=2027-01-01 until=2027-01-02 # why",
			strings.ToUpper(keyFingerprint) + " # why", fingerprint + "a # why",
		}, []string{
			"gives no reason", "gives no reason", "", "begins with no fingerprint", "wants a day",
			"wants a day", "may follow the fingerprint", "two days",
			"begins with no fingerprint", "begins with no fingerprint",
		}},
		{GitleaksIgnoreName, []string{
			"a.env:generic-api-key:3", commitID + ":a.env:generic-api-key:3", "FAKE-secret", "FAKE-secret:a.env:rule:3",
			commitID + ":a:b.env:rule:3", "a.env:rule:x", ":rule:3", "a.env:rule:-1",
		}, []string{
			"", "", "is no COMMIT:FILE:RULE:LINE", "no id of a commit", "is no COMMIT:FILE", "no number of a line", "is no COMMIT:FILE", "no number of a line",
		}},
	} {
		_, err := ReadIgnoreFile(r.name, []byte(strings.Join(r.lines, "\n")))
		if err == nil {
			t.Fatalf("%s: no error", r.name)
		}
		if strings.Contains(err.Error(), "FAKE") {
			t.Errorf("%s: the error holds what stands in the file", r.name)
		}
		told := strings.Split(err.Error(), "\n")
		for i, want := range r.want {
			if want == "" {
				continue
			}
			place := r.name + ":" + string(rune('0'+(i+1)/10)) + string(rune('0'+(i+1)%10)) + ": "
			place = strings.Replace(place, ":0", ":", 1)
			if len(told) == 0 || !strings.HasPrefix(told[0], place) || !strings.Contains(told[0], want) {
				t.Errorf("%q is told, want %s…%s", told, place, want)
				continue
			}
			told = told[1:]
		}
		if len(told) > 0 {
			t.Errorf("%s: too much is told: %q", r.name, told)
		}
	}
	_, err := ReadIgnoreFile(IgnoreName, []byte(strings.Repeat("x\n", 1000)))
	if lines := strings.Split(err.Error(), "\n"); len(lines) != maxFaults+1 || !strings.HasSuffix(lines[maxFaults], "and 950 more") {
		t.Errorf("of 1000 faults %d lines are told", len(lines))
	}
}

func FuzzReadIgnoreFile(f *testing.F) {
	f.Add(fingerprint+" until=2027-01-31 # why\n"+keyFingerprint+" # why", true)
	f.Add(commitID+":a.env:rule:3\r\n# x\na!b:rule:0", false)
	f.Fuzz(func(t *testing.T, text string, ours bool) {
		name := GitleaksIgnoreName
		if ours {
			name = IgnoreName
		}
		list, err := ReadIgnoreFile(name, []byte(text))
		if lines := strings.Count(text, "\n") + 1; len(list) > lines {
			t.Fatalf("%d entries in %d lines", len(list), lines)
		}
		for i := range list {
			e := &list[i]
			named := 0
			for _, ok := range []bool{e.what != "" && e.where != "", e.key != "", e.other != nil} {
				if ok {
					named++
				}
			}
			if named != 1 || e.Reason == "" || e.Line < 1 {
				t.Fatalf("entry %+v", *e)
			}
		}
		if err != nil && strings.Count(err.Error(), "\n") > maxFaults {
			t.Fatal("too many faults are told")
		}
	})
}
