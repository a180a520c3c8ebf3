package shellhistory

// variable names a history file; form is that of the file.
type variable struct {
	name string
	form form
}

// formOf gives the form of the file that the variable names.
func (v variable) formOf(file string) form {
	if v.form.parse == nil {
		return nameForm(file)
	}
	return v.form
}

// variables are those of shells, and of the programs whose forms are known.
func variables() []variable {
	return []variable{
		{"HISTFILE", form{}},
		{"PYTHONHISTORY", pythonForm()},
		{"PYTHON_HISTORY", pythonForm()},
		{"NODE_REPL_HISTORY", node("node")},
		{"PSQL_HISTORY", form{shell: "psql", parse: parsePsql}},
		{"MYSQL_HISTFILE", readline("mysql")},
		{"MARIADB_HISTFILE", readline("mariadb")},
		{"SQLITE_HISTORY", readline("sqlite")},
		{"REDISCLI_HISTFILE", readline("redis")},
		{"LESSHISTFILE", lessForm()},
		{"GDBHISTFILE", readline("gdb")},
		{"HISTDB_FILE", form{}},
		{"ATUIN_DB_PATH", form{}},
	}
}
