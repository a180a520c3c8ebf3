package main

import "github.com/spf13/cobra"

// newInstall makes the command "install" with a command for each thing that can be
// installed.
func newInstall(std streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "install",
		Short: "Have leakstag run by itself",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newInstallHooks(std))
	cmd.AddCommand(newInstallSchedules(std)...)
	return cmd
}
