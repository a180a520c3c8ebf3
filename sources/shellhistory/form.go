package shellhistory

import (
	"iter"
	"path/filepath"
	"strings"
)

// form is how a history file is written, and by which program.
type form struct {
	// shell is the program's name; empty where nothing tells.
	shell string
	// parse is nil where only the content can tell.
	parse func(text []byte) iter.Seq[command]
	// binary says that the file is no text: it is not decoded.
	binary bool
}

// Functions, because they name parsers that name them.
func bashForm() form       { return form{shell: "bash", parse: parseBash} }
func zshForm() form        { return form{shell: "zsh", parse: parseZsh} }
func fishForm() form       { return form{shell: "fish", parse: parseFish} }
func powershellForm() form { return form{shell: "powershell", parse: parsePSReadLine} }
func nushellForm() form    { return form{shell: "nu", parse: parseNushell} }
func pythonForm() form     { return form{shell: "python", parse: parsePython} }
func viminfoForm() form    { return form{shell: "vim", parse: parseViminfo} }
func lessForm() form       { return form{shell: "less", parse: parseLess} }
func shadaForm() form      { return form{shell: "nvim", parse: parseShada, binary: true} }

// readline is the form of a program that has lines of input written by readline,
// libedit or linenoise.
func readline(program string) form { return form{shell: program, parse: parseReadline} }

// korn is the form of a Korn shell, or of one that may be one.
func korn(shell string) form { return form{shell: shell, parse: parseKsh} }

// prompt is the form of a program that uses prompt_toolkit.
func prompt(program string) form { return form{shell: program, parse: parsePrompt} }

// node is the form of a program whose input is read by node's REPL.
func node(program string) form { return form{shell: program, parse: parseNode} }

// namedForm is the form of the files whose name begins with prefix. What follows
// is a backup's or a temporary file's: ".bash_history~", ".bash_history-00123.tmp",
// ".zsh_history.bak", or a part of the history: ".psql_history-mydatabase".
type namedForm struct {
	prefix string
	form   form
}

// namedForms are the names that tell a history wherever it lies.
func namedForms() []namedForm {
	return []namedForm{
		{".bash_history", bashForm()},
		{".zsh_history", zshForm()},
		{".zhistory", zshForm()},
		{".histfile", zshForm()},
		{".ksh_history", korn("ksh")},
		{".mksh_history", korn("mksh")},
		{".ash_history", form{shell: "ash", parse: parseBash}},
		{".sh_history", korn("sh")},
		{".tcsh_history", form{shell: "tcsh", parse: parseBash}},
		{".csh_history", form{shell: "csh", parse: parseBash}},
		{".history", form{}},
		{"fish_history", fishForm()},
		{"ConsoleHost_history.txt", powershellForm()},

		{".python_history", pythonForm()},
		{".node_repl_history", node("node")},
		{".ts_node_repl_history", node("node")},
		{".irb_history", readline("irb")},
		{".irb-history", readline("irb")},
		{".pry_history", readline("pry")},
		{".php_history", readline("php")},
		{".scala_history", readline("scala")},
		{".Rhistory", readline("R")},
		{".octave_hist", readline("octave")},
		{".gdb_history", readline("gdb")},

		{".psql_history", form{shell: "psql", parse: parsePsql}},
		{".mysql_history", readline("mysql")},
		{".mariadb_history", readline("mariadb")},
		{".mycli-history", prompt("mycli")},
		{".sqlite_history", readline("sqlite")},
		{".duckdb_history", readline("duckdb")},
		{".rediscli_history", readline("redis")},
		{".iredis_history", prompt("iredis")},
		{".dbshell", readline("mongo")},
		{"mongosh_repl_history", node("mongosh")},
		{".influx_history", readline("influx")},
		{".clickhouse-client-history", readline("clickhouse")},

		{".lesshst", lessForm()},
		{"lesshst", lessForm()},
		{"python_history", pythonForm()},
		{".viminfo", viminfoForm()},
	}
}

// nameForm tells a file's form by its name, and by the folder that macOS keeps
// the histories of terminal windows in.
func nameForm(path string) form {
	name := filepath.Base(path)
	for _, n := range namedForms() {
		if strings.HasPrefix(name, n.prefix) {
			return n.form
		}
	}
	parent := filepath.Base(filepath.Dir(path))
	switch {
	case parent == ".bash_sessions":
		return bashForm()
	case parent == ".zsh_sessions":
		return zshForm()
	case parent == "fish" && strings.HasSuffix(name, "_history"):
		return fishForm()
	case parent == "nushell" && strings.HasPrefix(name, "history.txt"):
		return nushellForm()
	case strings.HasSuffix(name, "_history.txt"):
		return powershellForm()
	case strings.HasSuffix(name, ".shada"):
		return shadaForm()
	case strings.HasPrefix(name, "xonsh-") && strings.HasSuffix(name, ".json"):
		return form{shell: "xonsh", parse: parseXonsh}
	}
	return form{}
}
