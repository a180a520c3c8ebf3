package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
	"github.com/spf13/cobra"
)

func newRules(std streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "Show the rules; check a rule file",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var files []string
	list := &cobra.Command{
		Use:   "list",
		Short: "Show the rules that a scan would use",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return runRulesList(std, files) },
	}
	list.Flags().StringArrayVar(&files, "rules", nil, "also use the rules in `FILE` (may be repeated)")
	check := &cobra.Command{
		Use:   "check [FILE…]",
		Short: "Check rule files against their own examples",
		Long: `Check that rule files are well formed, and that each rule finds every one of its
examples and none of its nonexamples. Without a file, the built-in rules are
checked.`,
		RunE: func(_ *cobra.Command, args []string) error { return runRulesCheck(std, args) },
	}
	cmd.AddCommand(list, check)
	return cmd
}

// loadRules gives the built-in rules with those of files added.
func loadRules(files []string) (*rules.Set, error) {
	set, err := rules.Default()
	if err != nil {
		return nil, err
	}
	var faults []error
	for _, f := range files {
		faults = append(faults, set.Load(f))
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(set.Rules, func(r *rules.Rule) bool { return !r.Disabled }) {
		return nil, errors.New("no rule is left: all are in disabledRules")
	}
	return set, nil
}

func runRulesList(std streams, files []string) error {
	set, err := loadRules(files)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(std.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tLEVEL\tSEVERITY\tWHAT")
	for _, r := range set.Rules {
		severity := "-"
		if r.SecuritySeverity > 0 {
			severity = fmt.Sprintf("%.1f", r.SecuritySeverity)
		}
		name := r.Name
		if r.Disabled {
			name += " (off: name it in enabledRules)"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.ID, r.Level, severity, name)
	}
	return w.Flush()
}

func runRulesCheck(std streams, files []string) error {
	set, err := loadRules(files)
	if err != nil {
		return err
	}
	var faults []string
	examples := 0
	for _, r := range set.Rules {
		// A rule that is off is checked too, as if it were on.
		on := *set
		r := new(*r)
		r.Disabled = false
		on.Rules = slices.Clone(set.Rules)
		on.Rules[slices.IndexFunc(on.Rules, func(x *rules.Rule) bool { return x.ID == r.ID })] = r
		engine, err := detectors.NewEngine(&on, detectors.Options{})
		if err != nil {
			return err
		}
		for i, text := range append(append([]string{}, r.Examples...), r.NonExamples...) {
			examples++
			found, err := finds(engine, r, text)
			if err != nil {
				return err
			}
			switch want := i < len(r.Examples); {
			case want && !found:
				faults = append(faults, fmt.Sprintf("rule %s does not find its example %d", r.ID, i+1))
			case !want && found:
				faults = append(faults, fmt.Sprintf("rule %s finds its nonexample %d", r.ID, i+1-len(r.Examples)))
			}
		}
	}
	if len(faults) > 0 {
		return fmt.Errorf("%s", strings.Join(faults, "\n"))
	}
	_, err = fmt.Fprintf(std.out, "%d rules are well formed; %d examples behave as they should\n", len(set.Rules), examples)
	return err
}

// finds says whether a rule finds something in a text.
func finds(engine *detectors.Engine, r *rules.Rule, text string) (bool, error) {
	origin := &sources.Origin{Source: sources.Stdin}
	if err := sources.EmitBytes(origin, []byte(text), engine.Emitter(0)); err != nil {
		return false, err
	}
	found, err := engine.Results(context.Background(), nil, nil)
	if err != nil {
		return false, err
	}
	for i := range found {
		if found[i].Rule == r {
			return true, nil
		}
	}
	return false, nil
}
