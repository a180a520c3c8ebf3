//go:build !linux

package main

import "github.com/spf13/cobra"

// newInstallSchedules makes no commands: this system has neither systemd nor a
// folder /etc/cron.d that is sure to be read.
func newInstallSchedules(streams) []*cobra.Command { return nil }
