package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/leakstag/leakstag/cmd/leakstag/internal/ownfile"
	"github.com/spf13/cobra"
)

// newInstallSchedules makes the commands that have audits run at their times.
func newInstallSchedules(std streams) []*cobra.Command {
	return []*cobra.Command{newInstallTimer(std), newInstallCron(std)}
}

// scheduleOptions are the flags of the commands that write a schedule.
type scheduleOptions struct {
	dir              string
	print, uninstall bool
}

// bind declares the flags.
func (o *scheduleOptions) bind(cmd *cobra.Command, dir string) {
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.dir, "dir", dir, "the `FOLDER` for the files")
	f.BoolVar(&o.print, "print", false, "print the files, and write nothing")
	f.BoolVar(&o.uninstall, "uninstall", false, "remove the files, unless they were changed since")
	cmd.MarkFlagsMutuallyExclusive("print", "uninstall")
}

// check says what is wrong with the flags and with the arguments for the audit.
func (o *scheduleOptions) check(cmd *cobra.Command, args []string) error {
	if len(args) > 0 && cmd.ArgsLenAtDash() != 0 {
		return fmt.Errorf("%q: arguments for the audit come after --", args[0])
	}
	if o.uninstall && len(args) > 0 {
		return errors.New("--uninstall needs no arguments for the audit")
	}
	if o.dir == "" {
		return errors.New("--dir: name a folder")
	}
	var err error
	o.dir, err = filepath.Abs(o.dir)
	return err
}

// schedule is what is written for one way to have audits run.
type schedule struct {
	names []string          // of the files, in their order
	texts map[string]string // by name
	next  []string          // commands that are left to the administrator
	notes []string          // what else to know
}

// print shows the files.
func (o *scheduleOptions) show(w io.Writer, s schedule) error {
	for i, name := range s.names {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if len(s.names) > 1 {
			fmt.Fprintln(w, "#", filepath.Join(o.dir, name))
		}
		if _, err := io.WriteString(w, ownfile.Text(s.texts[name])); err != nil {
			return err
		}
	}
	return nil
}

// write writes the files: all, or none if one of them has to be left alone.
func (o *scheduleOptions) write(w io.Writer, s schedule) error {
	if err := o.refusal(s.names); err != nil {
		return err
	}
	for _, name := range s.names {
		path := filepath.Join(o.dir, name)
		written, err := ownfile.Write(path, ownfile.Text(s.texts[name]))
		if err != nil {
			return err
		}
		if written {
			fmt.Fprintln(w, "Written:", path)
		} else {
			fmt.Fprintln(w, "As it was:", path)
		}
	}
	for _, note := range s.notes {
		fmt.Fprintln(w, note)
	}
	tellNext(w, s.next)
	return nil
}

// remove removes the files: all, or none if one of them has to be left alone.
func (o *scheduleOptions) remove(w io.Writer, names, next []string) error {
	if err := o.refusal(names); err != nil {
		return err
	}
	found := false
	for _, name := range slices.Backward(names) {
		path := filepath.Join(o.dir, name)
		removed, err := ownfile.Remove(path)
		if err != nil {
			return err
		}
		if removed {
			fmt.Fprintln(w, "Removed:", path)
			found = true
		}
	}
	if !found {
		fmt.Fprintf(w, "Nothing of leakstag's is in %s.\n", o.dir)
		return nil
	}
	tellNext(w, next)
	return nil
}

// refusal is why the files are left alone; nil if they are not.
func (o *scheduleOptions) refusal(names []string) error {
	var all []error
	for _, name := range names {
		path := filepath.Join(o.dir, name)
		state, _, err := ownfile.Look(path)
		all = append(all, err, ownfile.Refusal(path, state))
	}
	return errors.Join(all...)
}

// tellNext says which commands are left to do.
func tellNext(w io.Writer, commands []string) {
	if len(commands) == 0 {
		return
	}
	fmt.Fprintln(w, "Now run:")
	for _, c := range commands {
		fmt.Fprintln(w, "  "+c)
	}
}
