package detectors

import "testing"

// TestFormsAudit holds the records of auditd (auditd(8), ausearch(8)): as they are
// in its log, and as ausearch -i shows them.
func TestFormsAudit(t *testing.T) {
	const stamp = "msg=audit(1793527200.123:456): "
	testLogForms(t, []form{
		{name: "EXECVE, flag", text: "type=EXECVE " + stamp + "argc=4 a0=\"logstag-agent\" a1=\"--api-key\" a2=\"«L»\" a3=\"-v\"\n"},
		{name: "EXECVE, flag at the end", text: "type=EXECVE " + stamp + "argc=3 a0=\"/opt/logstag-agent/bin/logstag-agent\" a1=\"--api-key\" a2=\"«L»\"\n"},
		{name: "EXECVE, flag with =", text: "type=EXECVE " + stamp + "argc=2 a0=\"logstag-agent\" a1=\"--api-key=«L»\"\n"},
		{name: "EXECVE, tenth argument", text: "type=EXECVE " + stamp + "argc=12 a0=\"logstag-agent\" a9=\"--api-key\" a10=\"«L»\" a11=\"-v\"\n"},
		{name: "EXECVE, env", text: "type=EXECVE " + stamp + "argc=3 a0=\"env\" a1=\"LOGSTAG_API_KEY=«L»\" a2=\"./install.sh\"\n"},
		{name: "EXECVE, -ApiKey", text: "type=EXECVE " + stamp + "argc=5 a0=\"pwsh\" a1=\"install-logstag.ps1\" a2=\"-ApiKey\" a3=\"«L»\" a4=\"-Quiet\"\n"},
		{name: "EXECVE, node", text: "node=web1 type=EXECVE " + stamp + "argc=3 a0=\"logstag-agent\" a1=\"--api-key\" a2=\"«L»\"\n"},
		{name: "EXECVE, by audisp to syslog", text: "Nov  1 10:00:00 web1 audispd: node=web1 type=EXECVE " + stamp + "argc=3 a0=\"logstag-agent\" a1=\"--api-key\" a2=\"«L»\"\n"},
		{name: "EXECVE, kernel log", text: "[ 12.345] audit: type=1309 audit(1793527200.123:456): argc=3 a0=\"logstag-agent\" a1=\"--api-key\" a2=\"«L»\"\n"},
		{name: "EXECVE, enriched", text: "type=EXECVE " + stamp + "argc=3 a0=\"logstag-agent\" a1=\"--api-key\" a2=\"«L»\"\x1dARCH=x86_64\n"},
		{name: "EXECVE, another service", text: "type=EXECVE " + stamp + "argc=3 a0=\"weather\" a1=\"--api-key\" a2=\"«G»\"\n", rule: otherRule},
		{name: "interpreted EXECVE", text: "type=EXECVE msg=audit(11/01/2026 10:00:00.123:456) : argc=4 a0=logstag-agent a1=--api-key a2=«L» a3=-v \n"},
		{name: "interpreted EXECVE, with =", text: "type=EXECVE msg=audit(11/01/2026 10:00:00.123:456) : argc=2 a0=logstag-agent a1=--api-key=«L» \n"},
		{name: "interpreted EXECVE, shell", text: "type=EXECVE msg=audit(11/01/2026 10:00:00.123:456) : argc=3 a0=sh a1=-c a2=LOGSTAG_API_KEY=«L» ./install.sh \n"},
		{name: "interpreted EXECVE, another service", text: "type=EXECVE msg=audit(11/01/2026 10:00:00.123:456) : argc=3 a0=weather a1=--api-key a2=«G» \n", rule: otherRule},
		{name: "interpreted PROCTITLE", text: "type=PROCTITLE msg=audit(11/01/2026 10:00:00.123:456) : proctitle=/opt/logstag-agent/bin/logstag-agent --api-key «L» --daemon \n"},
		{name: "interpreted USER_CMD", text: "type=USER_CMD msg=audit(11/01/2026 10:00:00.123:456) : pid=7 uid=ada auid=ada ses=1 msg='cwd=/root cmd=env LOGSTAG_API_KEY=«L» sh install.sh exe=/usr/bin/sudo terminal=pts/0 res=success' \n"},
		{name: "interpreted TTY", text: "type=TTY msg=audit(11/01/2026 10:00:00.123:456) : tty pid=7 uid=root auid=ada ses=1 major=136 minor=0 comm=bash data=\"export LOGSTAG_API_KEY=«L»\",<nl> \n"},
		{name: "ausearch --format text", text: "At 10:00:00 11/01/2026 ada, acting as root, successfully executed /opt/logstag-agent/bin/logstag-agent --api-key «L»\n"},
		{name: "SELinux", text: "type=AVC " + stamp + "avc: denied { execute } for pid=7 comm=\"logstag-agent\" api_key=«L»\n"},
	})
}
