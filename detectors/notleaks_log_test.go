package detectors

import (
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestNoLeakInLogs holds lines of logs with nothing to find: they speak of keys and
// hold random values, but those are of something else.
func TestNoLeakInLogs(t *testing.T) {
	const hex32, uuid = "4bf92f3577b34da6a3ce929d0e0e4736", "0f8fad5b-d9cb-469f-a165-70867728950e"
	const mixed = "q7Zt41mWcx9RbV2nLpD8sKyG3hJw0u7XaE"
	e := newTestEngine(t)
	for _, text := range []string{
		`level=error msg="invalid api_key" request_id=` + hex32 + "\n",
		`{"api_keys_write": "3e4d4d28-f923-11ea-adbc-e3565938c12e", "api_keys_read": "372896c4-f923-11ea-adbc-4fecd107156d"}` + "\n",
		`level=info api_key_requests_total=18446744073709551615` + "\n",
		`logstag-agent: session ` + mixed + " established, api key ok\n",
		`logstag-agent: api key accepted, key id ` + mixed + "\n",
		`{"msg":"logstag api_key accepted","instance":"` + mixed + "\"}\n",
		`HMAC(api_key) = ` + hex32 + hex32 + "\n",
		`ran: logstag-agent --api-key ******** --session ` + mixed + "\n",
		`level=error msg="invalid API key" trace_id=` + hex32 + ` span_id=00f067aa0ba902b7` + "\n",
		`logstag-agent: api key rejected, request id ` + hex32 + "\n",
		`logstag-agent: API key rejected (request ` + uuid + ")\n",
		`{"level":"warn","msg":"missing api_key","request_id":"` + uuid + `","trace":"` + hex32 + `"}` + "\n",
		`{"error":"api_key","session":"` + mixed + `"}` + "\n",
		`{"missing":["api_key"],"etag":"` + mixed + `"}` + "\n",
		`10.0.0.1 - - [01/Nov/2026:10:00:00 +0000] "GET /docs/api-key HTTP/1.1" 200 12 "-" "` + hex32 + `"` + "\n",
		`10.0.0.1 - - "GET /v1?api_key= HTTP/1.1" 401 12 "-" "agent/1.0" ` + hex32 + "\n",
		`10.0.0.1 - - "GET /v1?api_key=&session=` + mixed + ` HTTP/1.1" 401` + "\n",
		"> X-Api-Key: \n> X-Request-Id: " + hex32 + "\n",
		"> X-Api-Key:\r\n> Cookie: session=" + mixed + "\r\n",
		`logstag: api_key fingerprint SHA256:` + mixed + "\n",
		`logstag: api_key_id=` + uuid + ` api_key_hash=` + hex32 + "\n",
		"  + logstag_api_key = (sensitive value)\n",
		"  + logstag_api_key = (known after apply)\n  + etag = \"" + mixed + "\"\n",
		"  ~ logstag_api_key = (sensitive value)\n    id = \"" + mixed + "\"\n",
		"+ LOGSTAG_API_KEY=\n+ curl -fsSL https://example.test/" + mixed + "\n",
		"+ LOGSTAG_API_KEY=\n+ TOKEN_ID=" + uuid + "\n",
		"+ export LOGSTAG_API_KEY\n+ sha256sum -c\n" + hex32 + hex32 + "  install.sh\n",
		"+ '[' -z '' ']'\n+ echo 'LOGSTAG_API_KEY is not set'\n",
		"++ cat /run/secrets/logstag_api_key\n+ LOGSTAG_API_KEY='***'\n",
		"+ LOGSTAG_API_KEY=****\n",
		"    api-key:  34 bytes\n    checksum:  " + hex32 + "\n",
		"      LOGSTAG_API_KEY:  <set to the key 'api-key' in secret 'logstag-agent-7d4b9c6f58'>  Optional: false\n",
		`type=EXECVE msg=audit(1793527200.123:456): argc=3 a0="logstag-agent" a1="--api-key-file" a2="/run/secrets/q7Zt41mWcx9RbV2nL"` + "\n",
		`type=EXECVE msg=audit(1793527200.123:456): argc=2 a0="logstag-agent" a1="--api-key" key="logstag-agent-execution"` + "\n",
		`type=SYSCALL msg=audit(1793527200.123:456): comm="logstag-agent" exe="/opt/logstag-agent" key="api_key"` + "\n" + `type=CWD cwd="/var/lib/` + mixed + `"` + "\n",
		"##vso[task.setvariable variable=LOGSTAG_API_KEY;issecret=true]***\n",
		"::set-output name=LOGSTAG_API_KEY::***\n::debug::" + mixed + "\n",
		"::add-mask::***\n  LOGSTAG_API_KEY: ***\n",
		"Ansible: changed: [web1] => {\"censored\": \"the output has been hidden due to the fact that 'no_log: true' was specified\", \"api_key\": \"VALUE_SPECIFIED_IN_NO_LOG_PARAMETER\"}\n",
		"Notice: /Stage[main]/Logstag/Ini_setting[api_key]/value: [old and new values redacted]\n",
		"Notice: File[/etc/logstag-agent.toml]/content: content changed '{sha256}" + hex32 + hex32 + "' to '{sha256}" + hex32 + "'\n",
		"2026-11-01 10:00:00 UTC LOG:  execute <unnamed>: UPDATE logstag SET api_key = $1 WHERE id = $2\n",
		"7 Query\tSELECT api_key, etag FROM logstag WHERE id = '" + uuid + "'\n",
		"7 Query\tINSERT INTO logstag (api_key, etag) VALUES (?, ?)\n",
		`execve("/opt/logstag-agent", ["logstag-agent", "--api-key"...], 0x7ffd8f5b1c48 /* 20 vars */) = 0` + "\n",
		`openat(AT_FDCWD, "/run/secrets/logstag_api_key", O_RDONLY) = 3</run/secrets/` + mixed + ">\n",
		`PS C:\> $env:LOGSTAG_API_KEY` + "\r\n" + `PS C:\> Get-FileHash install.ps1` + "\r\n\r\nSHA256  " + hex32 + hex32 + "\r\n",
		"<Data Name='CommandLine'>install-logstag.exe -ApiKey %LOGSTAG_API_KEY%</Data><Data Name='Hashes'>MD5=" + hex32 + "</Data>\r\n",
		"<Data Name='CommandLine'>logstag-agent.exe --api-key-file C:\\x</Data><Data Name='LogonGuid'>{" + uuid + "}</Data>\r\n",
		"name=\"ApiKey\"; value=\"System.Security.SecureString\"\r\nname=\"Id\"; value=\"" + uuid + "\"\r\n",
		"INFO LogstagConfig(apiKey=null, etag=" + mixed + ")\n",
		"INFO LogstagConfig(apiKey=[PROTECTED], etag=" + mixed + ")\n",
		"logstag: {APIKey: URL:https://ingest.example.test ETag:" + mixed + "}\n",
		"logstag: map[api_key: etag:" + mixed + "]\n",
		"s:7:\"api_key\";N;s:4:\"etag\";s:34:\"" + mixed + "\";\n",
		"[\"api_key\"]=> NULL [\"etag\"]=> string(34) \"" + mixed + "\"\n",
		"Host: ingest.logstag.test\r\nX-Request-Id: " + mixed + "\r\n",
		"name,api_key,etag\nprod,\"\",\"" + mixed + "\"\n",
		"\"api_key\",\"\"," + "\"" + mixed + "\"\n",
		"docker: LOGSTAG_API_KEY= ETAG=" + mixed + "\n",
		"api_key\\t\\tetag\\t" + mixed + "\\n\n",
		"&lt;api_key&gt;&lt;/api_key&gt;&lt;etag&gt;" + mixed + "&lt;/etag&gt;\n",
		"pulled ghcr.example.test/logstag/api-key-rotator@sha256:" + hex32 + hex32 + "\n",
		"Created pod: logstag-api-key-rotator-7d4b9c6f58-x2lqz\n",
		"+ sed -i 's/your_logstag_api_key/$LOGSTAG_API_KEY/' /etc/logstag-agent.toml\n",
		"+ sed -i 's/logstag_api_key = .*/logstag_api_key = \"'\"$KEY\"'\"/' /etc/logstag-agent.toml # " + hex32 + "\n",
		"GET /s/api_key/" + mixed + "/x HTTP/1.1\n",
		"+ kubectl create secret generic x --from-file=api-key=/dev/stdin\n+ echo " + mixed + "\n",
		"INFO logstag api_key changed 'REDACTED' to 'REDACTED' in revision " + hex32 + "\n",
		"  ~ logstag_api_key_version = \"" + mixed + "\" -> \"" + mixed + "\"\n",
		"https://api_key:" + "********@git.logstag.test/" + mixed + "\n",
		"logstag api_key[0] = x, etag[" + mixed + "]\n",
		"INFO logstag key_id=\"" + mixed + "\" etag: " + mixed + " key hash = '" + mixed + "'\n",
		"    Args:\n      --logstag-api-key\n      $(LOGSTAG_API_KEY)\n    Container ID:  containerd://" + hex32 + hex32 + "\n",
		"    Args:\n      --logstag-api-key-file\n      /var/run/secrets/" + mixed + "\n",
		"    LOGSTAG_API_KEY    REG_SZ    \r\n    Id    REG_SZ    " + uuid + "\r\n",
		"LOGSTAG_API_KEY=_x000D__x000A_Id=" + uuid + "_x000D__x000A_\n",
		"Name  : LOGSTAG_API_KEY\r\nValue :\r\n\r\nName  : Id\r\nValue : " + uuid + "\r\n",
		"java.lang.IllegalArgumentException: Invalid Logstag API key: null, request " + uuid + "\n",
		"PROPERTY CHANGE: Adding LOGSTAG_API_KEY property. Its value is '**********'.\nPROPERTY CHANGE: Adding PackageCode property. Its value is '{" + uuid + "}'.\n",
		"__CURSOR=s=" + hex32 + ";i=1;b=" + hex32 + "\nMESSAGE=url=https://ingest.logstag.test header=\"X-Api-Key: \"\n",
		"b=" + hex32 + "\n\nvalue=" + mixed + "\n\nlogstag header=\"X-Api-Key: \"\n",
		"+ echo " + mixed + " | sha256sum\n+ logstag-agent --api-key-stdin\n",
		"logstag_api_key |\nregion          | eu\netag            | " + mixed + "\n",
		" id | logstag_api_key | etag\n----+-----------------+------\n  1 |                 | " + mixed + "\n",
		"LOG:  execute <unnamed>: UPDATE logstag SET api_key = $2 WHERE etag = $1\nDETAIL:  parameters: $1 = '" + mixed + "', $2 = NULL\n",
		"commit " + hex32 + "01234567\n    Rotate the logstag api_key\n",
		"#7 sha256:" + hex32 + hex32 + " done\n#8 ENV LOGSTAG_API_KEY=\n#9 CACHED sha256:" + hex32 + "\n",
	} {
		for _, x := range scanText(t, e, sources.Origin{LineText: true}, text) {
			t.Errorf("%s at %d+%d in %q", x.Rule.ID, x.Region.Offset, x.Region.Length, strings.TrimSpace(text))
		}
	}
}
