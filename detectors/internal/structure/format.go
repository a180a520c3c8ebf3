package structure

import (
	"github.com/leakstag/leakstag/sources"
)

// Format is a notation that can be read.
type Format uint8

// The notations.
const (
	// Plain is text of no notation in particular.
	Plain Format = iota
	// Shell is commands of a shell like sh, bash or ksh.
	Shell
	// Zsh is commands of zsh.
	Zsh
	// Dockerfile is the build file of a container image.
	Dockerfile
	// Unit is a unit of systemd.
	Unit
	// PowerShell is a script of PowerShell.
	PowerShell
	// Registry is an export of the registry of Windows.
	Registry
	// Code is source code of a language with strings in quotes.
	Code
	// YAML 1.1 or 1.2.
	YAML
	// JSON with comments and trailing commas, too.
	JSON
	// TOML 1.0.
	TOML
	// HCL 2, the notation of Terraform, Packer and Nomad.
	HCL
)

var formatNames = [...]string{"plain text", "shell", "zsh", "Dockerfile", "systemd unit", "PowerShell", "registry export", "source code",
	"YAML", "JSON", "TOML", "HCL"}

// String names the format.
func (f Format) String() string { return formatNames[f] }

// FormatOf tells the notation of an item by its origin and, where names say too
// little, by how its text begins.
func FormatOf(o *sources.Origin, text []byte) Format {
	if f := commandFormat(o, text); f != Plain {
		return f
	}
	return configFormat(o, text)
}
