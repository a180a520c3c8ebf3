// Package auditstate keeps what a host audit knows from one run to the next: which
// files it has read, what was found in them, and what it has reported.
//
// There are two kinds of knowledge, and they are independent. What was read
// ([Memory]) spares time: a run with an empty memory comes to the same result. What
// was reported ([State.Known]) makes the difference between a finding that is new
// and one that persists. So a run that is interrupted keeps what it has read, and
// everything that it found is new in the next.
//
// The file is written once, at the end of a run, under another name, and then takes
// its place: killed at any moment, a run leaves the state of the one before it.
//
// No secret is in it: findings are kept as [detectors.Kept], paths of files as
// digests that a random key of this state goes into, of which nothing can be
// guessed. Findings that have been reported are kept with their places, cleaned as
// in a report.
package auditstate
