package structure

import "strings"

// bareWord gives a name in lower case without marks: ParameterKey, parameter_key
// and parameter-key are the same. Long names are none that this package knows.
func bareWord(name string) string {
	if len(name) > 40 {
		return ""
	}
	return strings.Map(func(r rune) rune {
		switch {
		case 'A' <= r && r <= 'Z':
			return r | 0x20
		case r == '_' || r == '-' || r == '.':
			return -1
		}
		return r
	}, name)
}

// holdsName says that a field holds the name of what a field beside it gives the
// value of.
func holdsName(word string) bool {
	switch word {
	case "name", "key", "parameterkey", "parametername", "variable", "variablename", "envname", "keyname",
		"param", "parameter", "field", "option", "property", "header", "headername", "setting", "env", "var", "k", "path":
		return true
	}
	return false
}

// holdsValue says that a field holds the value of what its object is named for.
func holdsValue(word string) bool {
	switch word {
	case "value", "val", "default", "defaultvalue", "parametervalue", "initialvalue", "stringvalue", "secretvalue",
		"secretstring", "plaintext", "plaintextvalue", "plainvalue", "literal", "envvalue", "currentvalue", "v":
		return true
	}
	return false
}

// saysLittle says that a name means something only with that of what it lies in:
// logstag.key, api.key.
func saysLittle(word string) bool {
	switch word {
	case "", "key", "keys", "token", "tokens", "secret", "data", "apitoken", "password":
		return true
	}
	return holdsValue(word)
}

// isStructure says that a name belongs to the form of a file, not to what the
// file is about.
func isStructure(word string) bool {
	switch word {
	case "spec", "template", "containers", "initcontainers", "container", "env", "environment", "data", "stringdata",
		"binarydata", "properties", "resources", "parameters", "params", "variables", "variable", "vars", "outputs", "output",
		"config", "configuration", "conf", "settings", "options", "values", "value", "locals", "resource", "module", "provider",
		"attributes", "instances", "services", "service", "jobs", "job", "steps", "step", "tasks", "task", "with", "plays",
		"credentials", "credential", "auth", "authentication", "secrets", "secret", "api", "agent", "items", "args", "build",
		"containerdefinitions", "taskdefinition", "metadata", "default", "defaults", "global", "globals", "base", "set",
		"production", "prod", "staging", "stage", "test", "dev", "development", "envvars", "common", "all", "hosts", "children",
		"group", "annotations", "labels", "valuefrom", "<<", "on", "stages", "pipeline", "definitions", "deployment", "writefiles", "logging", "root", "main":
		return true
	}
	return false
}

// isEncrypted says that what lies below a name is ciphertext.
func isEncrypted(word string) bool { return word == "encrypteddata" || word == "sops" }

// isArguments says that the items of a list are the words of one command.
func isArguments(word string) bool {
	switch word {
	case "args", "arguments", "command", "cmd", "entrypoint", "argv", "execcommand", "healthcheck", "commandargs":
		return true
	}
	return false
}

// isScript says that a text is for a shell, or that each item of a list is a line
// of a script.
func isScript(word string) bool {
	switch word {
	case "run", "script", "scripts", "beforescript", "afterscript", "shell", "bash", "sh", "inline", "userdata", "cmd", "command",
		"commands", "exec", "runcmd", "bootcmd", "startupscript", "customdata", "postcreatecommand", "prestop", "install",
		"metadatastartupscript", "inlinescript", "inputscript", "cloudinit", "entrypoint", "args":
		return true
	}
	return false
}

// opaqueTag says that a tag of YAML, or a function, makes something else of its
// value than the value itself: the value of the resource that it names, what an
// encrypted text means.
func opaqueTag(tag string) bool {
	switch strings.ToLower(strings.TrimLeft(tag, "!")) {
	case "", "str", "sub", "base64", "binary", "join", "unsafe", "literal", "string", "tag:yaml.org,2002:str", "tag:yaml.org,2002:binary", "merge":
		return false
	}
	return strings.HasPrefix(tag, "!") && !strings.HasPrefix(tag, "!!")
}
