// Package journalfile reads systemd journals without systemd: files of the
// journal's own format (https://systemd.io/JOURNAL_FILE_FORMAT/), and its export
// format (https://systemd.io/JOURNAL_EXPORT_FORMATS/), as "journalctl -o export"
// writes it.
//
// Both are read from front to back, once: a journal may come out of a compressed
// file, and no chain of offsets in it can lead in circles. A file holds each
// "FIELD=value" once, however many entries have it, in front of the first of
// them; so each is emitted once, as an item of its own, with what is known of that
// entry. Nothing is left out: what is no entry any more, because journald had
// forgotten it, is read like the others, and what can't be made out is searched
// as bytes, and skipped.
package journalfile
