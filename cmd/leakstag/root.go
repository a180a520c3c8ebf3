package main

import (
	"github.com/spf13/cobra"
)

const rootHelp = `leakstag finds Logstag agent API keys, and other plaintext api_key entries,
wherever they leak: git history, files, deployment templates, logs, shell
histories, process arguments. For each key it says: rotate it now, here is how,
and here is everywhere it lies. It makes no network connection and never shows a
key.

Exit codes:
  0    nothing found, and everything was read
  1    leaks found (see --fail-on)
  2    usage error, failure, or nothing found but not everything could be read
  130  interrupted`

// newRoot makes the command line.
func newRoot(std streams) *cobra.Command {
	root := &cobra.Command{
		Use:           "leakstag",
		Short:         "Find leaked Logstag agent keys and other plaintext API keys",
		Long:          rootHelp,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(std.in)
	root.SetOut(std.out)
	root.SetErr(std.err)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(newScan(std), newAudit(std), newHook(std), newInstall(std), newReport(std), newRules(std), newVersion(std))
	return root
}
