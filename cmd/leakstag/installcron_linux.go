package main

import (
	"fmt"
	"os"

	"github.com/leakstag/leakstag/deploy/cron"
	"github.com/spf13/cobra"
)

const installCronHelp = `Write a table with which cron audits this host once a night, at a time that depends on
the host's name, so that a fleet does not start at once. Cron mails root what an
audit says, and an audit that finds nothing new says nothing. What comes after -- is
handed to leakstag audit.

Prefer "leakstag install timer" where there is systemd: the service has less rights,
and a host that was off is audited once it is on again. A table that was changed
since is left alone.`

func newInstallCron(std streams) *cobra.Command {
	var o scheduleOptions
	cmd := &cobra.Command{
		Use:   "cron [-- AUDIT ARGUMENT...]",
		Short: "Have cron audit this host once a night",
		Long:  installCronHelp,
		Example: `  sudo leakstag install cron
  sudo leakstag install cron -- --exclude '/srv/archive/**'
  sudo leakstag install cron --uninstall`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(cmd, args); err != nil {
				return err
			}
			return runInstallCron(std, &o, args)
		},
	}
	o.bind(cmd, "/etc/cron.d")
	return cmd
}

// runInstallCron writes the table, shows it, or takes it away.
func runInstallCron(std streams, o *scheduleOptions, args []string) error {
	names := []string{cron.Name}
	if o.uninstall {
		return o.remove(std.out, names, nil)
	}
	if _, err := auditFiles(std, args); err != nil {
		return err
	}
	program, err := trustedPath()
	if err != nil {
		return err
	}
	host, err := os.Hostname()
	if err != nil {
		return fmt.Errorf("finding out the host's name: %w", err)
	}
	table, err := cron.Table(host, program, args)
	if err != nil {
		return err
	}
	s := schedule{names: names, texts: map[string]string{cron.Name: table}}
	if o.print {
		return o.show(std.out, s)
	}
	return o.write(std.out, s)
}
