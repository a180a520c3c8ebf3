// Package rules says what counts as a leak, as data.
//
// [Default] gives the rules the program is built with (default.toml). [Load]
// adds a rule file of an organisation's own: TOML with the field names that
// people know from gitleaks, so that a rule can be pasted from there. What a
// rule finds is for package detectors to say; this package only makes sure that
// a rule is whole, and names file, line and reason where it is not.
package rules
