package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/leakstag/leakstag/deploy/systemd"
	"github.com/spf13/cobra"
)

const installTimerHelp = `Write two units with which systemd audits this host once a day: a service that may
read everything, write its state only, and has no network, and a timer that starts
it. What comes after -- is handed to leakstag audit; folders that it is to write to
are opened for it.

Nothing is started: the commands for that are printed. Units that were changed since
are left alone; use "systemctl edit" for changes of your own.`

// unitNames are the units, in the order in which they are written.
var unitNames = [...]string{systemd.ServiceName, systemd.TimerName}

func newInstallTimer(std streams) *cobra.Command {
	var o scheduleOptions
	cmd := &cobra.Command{
		Use:   "timer [-- AUDIT ARGUMENT...]",
		Short: "Have systemd audit this host once a day",
		Long:  installTimerHelp,
		Example: `  sudo leakstag install timer
  sudo leakstag install timer -- --syslog --textfile /var/lib/prometheus/node-exporter/leakstag.prom
  sudo leakstag install timer --uninstall`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(cmd, args); err != nil {
				return err
			}
			return runInstallTimer(std, &o, args)
		},
	}
	o.bind(cmd, "/etc/systemd/system")
	return cmd
}

// runInstallTimer writes the units, shows them, or takes them away.
func runInstallTimer(std streams, o *scheduleOptions, args []string) error {
	if o.uninstall {
		// The link would be left behind, and systemctl can't remove it without the
		// unit.
		if _, err := os.Lstat(filepath.Join(o.dir, "timers.target.wants", systemd.TimerName)); err == nil {
			return errors.New("the timer is enabled: first run: systemctl disable --now " + systemd.TimerName)
		}
		return o.remove(std.out, unitNames[:], []string{"systemctl daemon-reload"})
	}
	files, err := auditFiles(std, args)
	if err != nil {
		return err
	}
	program, err := trustedPath()
	if err != nil {
		return err
	}
	folders := foldersOf(files)
	if slices.Contains(folders, "/") {
		return errors.New("arguments for the audit: a file in / would need all of the system to be open for writing: choose a folder")
	}
	service, err := systemd.Service(program, args, folders)
	if err != nil {
		return err
	}
	s := schedule{
		names: unitNames[:],
		texts: map[string]string{systemd.ServiceName: service, systemd.TimerName: systemd.Timer()},
		next: []string{
			"systemctl daemon-reload",
			"systemctl enable --now " + systemd.TimerName,
			"systemctl start " + systemd.ServiceName + "    # for a first audit now; it says what it finds in the journal:",
			"journalctl -u " + systemd.ServiceName,
		},
	}
	if o.print {
		return o.show(std.out, s)
	}
	for _, dir := range folders {
		if note := folderNote(dir); note != "" {
			s.notes = append(s.notes, note)
		}
	}
	return o.write(std.out, s)
}

// folderNote says why the service could not write into a folder: the only right
// that it has beyond those of root's files is to read.
func folderNote(dir string) string {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Sprintf("Note: there is no folder %s yet; without it the service can't start.", dir)
	case err != nil:
		return fmt.Sprintf("Note: %v", err)
	}
	if stat, ok := info.Sys().(*syscall.Stat_t); ok && stat.Uid != 0 {
		return fmt.Sprintf("Note: %s does not belong to root, so that the service can't write there: give it to root, or add CapabilityBoundingSet=CAP_DAC_OVERRIDE with \"systemctl edit %s\".", dir, systemd.ServiceName)
	}
	return ""
}
