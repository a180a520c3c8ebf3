package detectors

import "testing"

func TestFormsEnvironment(t *testing.T) {
	testForms(t, []form{
		{name: "shell", text: "LOGSTAG_API_KEY=«L»\n"},
		{name: "shell, quoted", text: "LOGSTAG_API_KEY=\"«L»\"\n"},
		{name: "shell, single quotes", text: "LOGSTAG_API_KEY='«L»'; ./install.sh\n"},
		{name: "shell, $'…'", text: "LOGSTAG_API_KEY=$'«L»'\n"},
		{name: "before a command", text: "LOGSTAG_API_KEY=«L» bash -c \"$(curl -fsSL https://example.test/install.sh)\"\n"},
		{name: "between others", text: "A=1 LOGSTAG_API_KEY=«L» B=2 ./install.sh\n"},
		{name: "export", text: "export LOGSTAG_API_KEY=«L»\n"},
		{name: "export, quoted whole", text: "export \"LOGSTAG_API_KEY=«L»\"\n"},
		{name: "declare", text: "declare -x LOGSTAG_API_KEY=\"«L»\"\n"},
		{name: "env", text: "env LOGSTAG_API_KEY=«L» logstag-agent\n"},
		{name: "sudo -E", text: "sudo -E LOGSTAG_API_KEY='«L»' ./install.sh\n"},
		{name: "sudo -E env", text: "sudo -E env LOGSTAG_API_KEY=«L» ./install.sh\n"},
		{name: "sudo with more", text: "sudo LOGSTAG_API_BASE_URL=https://ingest.example.test LOGSTAG_API_KEY=«L» sh install.sh\n"},
		{name: "fish", text: "set -gx LOGSTAG_API_KEY «L»\n"},
		{name: "csh", text: "setenv LOGSTAG_API_KEY «L»\n"},
		{name: "default of a variable", text: "KEY=${LOGSTAG_API_KEY:-«L»}\n"},
		{name: "assigned default", text: ": ${LOGSTAG_API_KEY:=«L»}\n"},
		{name: "default without colon", text: "KEY=\"${LOGSTAG_API_KEY-«L»}\"\n"},
		{name: "here-string", text: "logstag-agent set api_key <<< \"«L»\"\n"},
		{name: "dotenv", text: "# .env\nLOGSTAG_API_KEY=«L»\nDEBUG=1\n", path: ".env"},
		{name: "dotenv, quoted with comment", text: "LOGSTAG_API_KEY=\"«L»\" # prod\n", path: ".env.production"},
		{name: "dotenv, spaces", text: "LOGSTAG_API_KEY = «L»\n", path: ".env"},
		{name: "dotenv, another service", text: "WEATHER_API_KEY=«G»\n", path: ".env", rule: otherRule},
		{name: "last line without newline", text: "LOGSTAG_API_KEY=«L»"},
		{name: "Makefile =", text: "LOGSTAG_API_KEY = «L»\n", path: "Makefile"},
		{name: "Makefile :=", text: "LOGSTAG_API_KEY := «L»\n", path: "Makefile"},
		{name: "Makefile ?=", text: "export LOGSTAG_API_KEY ?= «L»\n", path: "Makefile"},
		{name: "Makefile recipe", text: "run:\n\tLOGSTAG_API_KEY=«L» ./agent\n", path: "Makefile"},
		{name: "batch set", text: "set LOGSTAG_API_KEY=«L»\r\n"},
		{name: "batch set, quoted", text: "set \"LOGSTAG_API_KEY=«L»\"\r\n"},
		{name: "proc environ", text: "PATH=/bin\x00LOGSTAG_API_KEY=«L»\x00HOME=/root\x00"},
	})
}

func TestFormsContainers(t *testing.T) {
	testForms(t, []form{
		{name: "Compose list", text: "services:\n  agent:\n    environment:\n      - LOGSTAG_API_KEY=«L»\n"},
		{name: "Compose list, quoted", text: "    environment:\n      - \"LOGSTAG_API_KEY=«L»\"\n"},
		{name: "Compose map", text: "    environment:\n      LOGSTAG_API_KEY: «L»\n"},
		{name: "Compose map, quoted", text: "    environment:\n      LOGSTAG_API_KEY: \"«L»\"\n"},
		{name: "Compose default", text: "      LOGSTAG_API_KEY: ${LOGSTAG_API_KEY:-«L»}\n"},
		{name: "Dockerfile ENV =", text: "FROM alpine\nENV LOGSTAG_API_KEY=«L»\n"},
		{name: "Dockerfile ENV = quoted", text: "ENV LOGSTAG_API_KEY=\"«L»\" DEBUG=1\n"},
		{name: "Dockerfile ENV blank", text: "ENV LOGSTAG_API_KEY «L»\n"},
		{name: "Dockerfile ENV continued", text: "ENV DEBUG=1 \\\n    LOGSTAG_API_KEY=«L»\n"},
		{name: "Dockerfile ARG", text: "ARG LOGSTAG_API_KEY=«L»\n"},
		{name: "Dockerfile ARG quoted", text: "ARG LOGSTAG_API_KEY=\"«L»\"\n"},
		{name: "docker run -e", text: "docker run -e LOGSTAG_API_KEY=«L» logstag/agent\n"},
		{name: "docker run --env", text: "docker run --env 'LOGSTAG_API_KEY=«L»' logstag/agent\n"},
		{name: "docker build", text: "docker build --build-arg LOGSTAG_API_KEY=«L» .\n"},
		{name: "docker inspect", text: `"Env": ["PATH=/bin", "LOGSTAG_API_KEY=«L»"]`},
		{name: "systemd Environment=", text: "[Service]\nEnvironment=LOGSTAG_API_KEY=«L»\n"},
		{name: "systemd Environment= quoted", text: "[Service]\nEnvironment=\"LOGSTAG_API_KEY=«L»\" \"DEBUG=1\"\n"},
		{name: "systemd Environment= inner quotes", text: "Environment=LOGSTAG_API_KEY='«L»'\n"},
		{name: "systemd ExecStart", text: "ExecStart=/opt/logstag-agent/bin/logstag-agent --api-key «L» --daemon\n"},
	})
}

func TestFormsNetrc(t *testing.T) {
	testForms(t, []form{
		{name: "netrc", text: "machine eu.logstag.test login apikey password «L»\n"},
	})
}

func TestFormsPipelines(t *testing.T) {
	testForms(t, []form{
		{name: "GitHub env", text: "jobs:\n  a:\n    env:\n      LOGSTAG_API_KEY: «L»\n"},
		{name: "GitHub with", text: "      - uses: example/logstag-setup@v1\n        with:\n          api-key: \"«L»\"\n"},
		{name: "GitHub run", text: "      - run: echo \"LOGSTAG_API_KEY=«L»\" >> $GITHUB_ENV\n"},
		{name: "GitHub CLI", text: "gh secret set LOGSTAG_API_KEY --body \"«L»\"\n"},
		{name: "GitHub CLI, glued to the flag", text: "gh secret set LOGSTAG_API_KEY -b«L» -e production\n"},
		{name: "GitLab variables", text: "variables:\n  LOGSTAG_API_KEY: \"«L»\"\n"},
		{name: "GitLab variable with value", text: "variables:\n  LOGSTAG_API_KEY:\n    value: \"«L»\"\n    description: \"the key\"\n"},
		{name: "GitLab script", text: "script:\n  - export LOGSTAG_API_KEY=«L»\n"},
		{name: "Azure name and value", text: "variables:\n- name: LOGSTAG_API_KEY\n  value: '«L»'\n"},
		{name: "Jenkins", text: "environment {\n  LOGSTAG_API_KEY = '«L»'\n}\n"},
		{name: "Ansible", text: "- name: agent\n  environment:\n    LOGSTAG_API_KEY: \"«L»\"\n"},
		{name: "Ansible variable", text: "logstag_api_key: '«L»'\n"},
	})
}
