package detectors

import (
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// testLogForms plants the made-up keys in lines of logs, and then, in their place,
// what programs write that know better: none of that may be found.
func testLogForms(t *testing.T, forms []form) {
	t.Helper()
	for i := range forms {
		forms[i].lineText = true
	}
	testForms(t, forms)
	testOtherForms(t, forms)
	e := newTestEngine(t)
	for _, f := range forms {
		for _, twin := range []string{"****", "********************************", "[REDACTED]", "[MASKED]", "FAKE****************************", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "your_api_key_here-your_api_key_here"} {
			text := f.text
			for {
				before, rest, ok := strings.Cut(text, "«")
				if !ok {
					break
				}
				_, after, _ := strings.Cut(rest, "»")
				text = before + twin + after
			}
			for _, x := range scanText(t, e, sources.Origin{Path: f.path, LineText: true}, text) {
				t.Errorf("%s: %q is taken for a key: %s at %d+%d", f.name, twin, x.Rule.ID, x.Region.Offset, x.Region.Length)
			}
		}
	}
}

// testOtherForms plants another service's keys in the same forms: all but the
// shortest, for which a few of them are too little evidence.
func testOtherForms(t *testing.T, forms []form) {
	t.Helper()
	e := newTestEngine(t)
	other := strings.NewReplacer("logstag", "weather", "LOGSTAG", "WEATHER", "Logstag", "Weather", "«L»", "«G»", ":L»", ":G»")
	for _, f := range forms {
		t.Run("other "+f.name, func(t *testing.T) {
			for nth := 1; nth < len(fakeOtherKeys); nth++ {
				text, want := unmark(t, other.Replace(f.text), nth)
				checkPlanted(t, nth, scanText(t, e, sources.Origin{LineText: true}, text), want, otherRule)
			}
		})
	}
}

func TestFormsSyslog(t *testing.T) {
	testLogForms(t, []form{
		{name: "RFC 3164", text: "<13>Nov  1 10:00:00 web1 logstag-agent[812]: using api_key=«L»\n"},
		{name: "RFC 3164, colon", text: "Nov  1 10:00:00 web1 logstag-agent[812]: api_key: «L»\n"},
		{name: "RFC 5424, structured data", text: "<165>1 2026-11-01T10:00:00.003Z web1 logstag-agent 812 ID47 [cfg@32473 api_key=\"«L»\" region=\"eu\"] started\n"},
		{name: "RFC 5424, text", text: "<165>1 2026-11-01T10:00:00.003Z web1 logstag-agent 812 - - \ufeffstarting with api_key «L»\n"},
		{name: "rsyslog escapes, line end", text: "Nov  1 10:00:00 web1 logstag-agent[812]: config:#012api_key = \"«L»\"#012log_level = \"info\"\n"},
		{name: "rsyslog escapes, bare", text: "Nov  1 10:00:00 web1 logstag-agent[812]: env:#012LOGSTAG_API_KEY=«L»#012HOME=/root\n"},
		{name: "rsyslog escapes, tab", text: "Nov  1 10:00:00 web1 logstag-agent[812]: #011api_key:#011«L»#011eu\n"},
		{name: "rsyslog escapes, colour", text: "Nov  1 10:00:00 web1 logstag-agent[812]: #033[36mapi_key#033[0m=«L»#033[0m\n"},
		{name: "systemd's octal escapes", text: "Nov 01 10:00:00 web1 systemd[1]: logstag-agent: Environment=LOGSTAG_API_KEY=«L»\n"},
		{name: "journal, short-iso", text: "2026-11-01T10:00:00+0000 web1 logstag-agent[812]: level=info msg=\"config loaded\" api_key=«L»\n"},
		{name: "cron", text: "Nov  1 10:00:01 web1 CRON[99]: (root) CMD (LOGSTAG_API_KEY=«L» /opt/logstag-agent/bin/report >/dev/null)\n"},
		{name: "cron, flag", text: "Nov  1 10:00:01 web1 CRON[99]: (root) CMD (/opt/logstag-agent/bin/report --api-key «L»)\n"},
		{name: "CEE", text: "Nov  1 10:00:00 web1 logstag-agent: @cee: {\"msg\":\"x\",\"api_key\":\"«L»\"}\n"},
		{name: "CEF", text: "CEF:0|Logstag|Agent|1.2|100|config|5|cs1Label=region cs1=eu api_key=«L» src=10.0.0.1\n"},
	})
}

func TestFormsColour(t *testing.T) {
	testLogForms(t, []form{
		{name: "value in colour", text: "logstag api_key=\x1b[32m«L»\x1b[0m ok\n"},
		{name: "name in colour", text: "\x1b[36mlogstag.api_key\x1b[0m=«L»\n"},
		{name: "both in colour", text: "\x1b[2mINFO\x1b[0m \x1b[36mlogstag_api_key\x1b[0m\x1b[2m=\x1b[0m\x1b[1;32m«L»\x1b[0m\x1b[K\n"},
		{name: "colour within quotes", text: "\"logstag_api_key\": \x1b[32m\"«L»\"\x1b[39m,\n"},
		{name: "quotes within colour", text: "\x1b[34;1m\"logstag_api_key\"\x1b[0m\x1b[1;39m:\x1b[0m \x1b[0;32m\"«L»\"\x1b[0m\n"},
		{name: "written out, octal", text: "logstag api_key=\\033[32m«L»\\033[0m\n"},
		{name: "written out, hex", text: "logstag api_key=\\x1b[32m«L»\\x1b[0m\n"},
		{name: "written out, JSON", text: "{\"msg\":\"\\u001b[36mlogstag_api_key\\u001b[0m=\\u001b[32m«L»\\u001b[0m\"}\n"},
		{name: "written out, \\e", text: "logstag api_key=\\e[32m«L»\\e[0m\n"},
		{name: "caret", text: "logstag api_key=^[[32m«L»^[[0m\n"},
		{name: "256 colours", text: "\x1b[38;5;208mlogstag_api_key\x1b[0m: \x1b[38;2;255;100;0m«L»\x1b[0m\n"},
		{name: "colon parameters", text: "\x1b[38:5:208mlogstag_api_key\x1b[m: \x1b[4:3m«L»\x1b[m\n"},
		{name: "link", text: "logstag api_key: \x1b]8;;https://example.test\x07«L»\x1b]8;;\x07\n"},
		{name: "link, ST", text: "logstag api_key: \x1b]8;;https://example.test\x1b\\«L»\x1b]8;;\x1b\\\n"},
		{name: "colour in quotes", text: "logstag api_key: \"\x1b[32m«L»\x1b[0m\"\n"},
		{name: "grep, name", text: "/etc/x.toml:\x1b[01;31m\x1b[Klogstag_api_key\x1b[m\x1b[K = \"«L»\"\n"},
		{name: "grep, entry", text: "\x1b[01;31m\x1b[Klogstag_api_key=«L»\x1b[m\x1b[K\n"},
		{name: "charset", text: "logstag api_key: \x1b[32m«L»\x1b(B\x1b[m\n"},
		{name: "carriage return", text: "progress 10%\rprogress 99%\rlogstag api_key: «L»\r\n"},
	})
}

func TestFormsJSONLines(t *testing.T) {
	once := `{\"logstag\":{\"api_key\":\"«L»\",\"region\":\"eu\"}}`
	again := func(s string) string {
		return strings.ReplaceAll(strings.ReplaceAll(s, `\`, `\\`), `"`, `\"`)
	}
	testLogForms(t, []form{
		{name: "plain", text: `{"level":"info","logstag_api_key":"«L»","ts":1}` + "\n"},
		{name: "nested once", text: `{"log":"` + once + `\n","stream":"stdout","time":"2026-11-01T10:00:00Z"}` + "\n"},
		{name: "nested twice", text: `{"log":"{\"msg\":\"` + again(once) + `\"}\n","stream":"stdout","time":"2026-11-01T10:00:00Z"}` + "\n"},
		{name: "nested three times", text: `{"log":"{\"msg\":\"{\\\"body\\\":\\\"` + again(again(once)) + `\\\"}\"}\n","stream":"stdout","time":"2026-11-01T10:00:00Z"}` + "\n"},
		{name: "nested, shell in it", text: `{"log":"+ LOGSTAG_API_KEY=«L» ./install.sh\n","stream":"stderr","time":"2026-11-01T10:00:00Z"}` + "\n"},
		{name: "nested, quoted shell in it", text: `{"log":"+ export 'LOGSTAG_API_KEY=«L»'\r\n","stream":"stderr","time":"2026-11-01T10:00:00Z"}` + "\n"},
		{name: "nested, TOML in it", text: `{"message":"[agent]\napi_key = \"«L»\"\nlog_level = \"info\"\n","service":"logstag"}` + "\n"},
		{name: "nested, TOML twice", text: `{"log":"{\"message\":\"[agent]\\napi_key = \\\"«L»\\\"\\n\",\"service\":\"logstag\"}\n","stream":"stdout"}` + "\n"},
		{name: "nested, YAML in it", text: `{"msg":"logstag:\n  api_key: «L»\n  region: eu\n"}` + "\n"},
		{name: "nested, tab", text: `{"msg":"logstag\tapi_key:\t«L»\tok"}` + "\n"},
		{name: "nested, header", text: `{"msg":"POST https://ingest.logstag.test/v1 headers: {\"X-Api-Key\":[\"«L»\"]}"}` + "\n"},
		{name: "name and value", text: `{"service":"logstag","env":[{"name":"LOGSTAG_API_KEY","value":"«L»"}]}` + "\n"},
		{name: "\\u escapes as quotes", text: `{"msg":"{\u0022logstag_api_key\u0022:\u0022«L»\u0022}"}` + "\n"},
		{name: "\\u escapes of Go", text: `{"msg":"\u003capi_key\u003e«L»\u003c/api_key\u003e logstag"}` + "\n"},
		{name: "escaped element", text: "<msg>logstag &lt;api_key&gt;«L»&lt;/api_key&gt;</msg>\n"},
		{name: "\\u0026 in a query", text: `{"url":"https://ingest.logstag.test/v1?page=2\u0026api_key=«L»\u0026x=1"}` + "\n"},
		{name: "\\u003d in a query", text: `{"url":"https://ingest.logstag.test/v1?page\u003d2\u0026api_key\u003d«L»\u0026x\u003d1"}` + "\n"},
		{name: "\\x escapes of nginx", text: `{"request_body":"{\x22logstag_api_key\x22:\x22«L»\x22}","status":200}` + "\n"},
		{name: "MongoDB", text: `{"t":{"$date":"2026-11-01T10:00:00Z"},"s":"I","c":"COMMAND","msg":"Slow query","attr":{"command":{"insert":"logstag_config","documents":[{"_id":1,"api_key":"«L»"}]}}}` + "\n"},
		{name: "Envoy", text: `{"path":"/logstag/v1?api_key=«L»","authority":"ingest.example.test","response_code":200}` + "\n"},
		{name: "another service", text: `{"log":"{\"weather_api_key\":\"«G»\"}\n","stream":"stdout"}` + "\n", rule: otherRule},
	})
}

func TestFormsStructsInLogs(t *testing.T) {
	testLogForms(t, []form{
		{name: "logfmt", text: "time=2026-11-01T10:00:00Z level=info msg=\"config loaded\" service=logstag api_key=«L» region=eu\n"},
		{name: "logfmt, quoted", text: "level=info service=logstag api_key=\"«L»\" region=eu\n"},
		{name: "Python dict", text: "DEBUG:logstag:headers={'X-Api-Key': '«L»', 'Accept': '*/*'}\n"},
		{name: "Python bytes", text: "DEBUG:logstag:send: b'POST /v1 HTTP/1.1\\r\\nHost: ingest.logstag.test\\r\\nX-Api-Key: «L»\\r\\nAccept: */*\\r\\n\\r\\n'\n"},
		{name: "Python dataclass", text: "INFO Config(url='https://ingest.logstag.test', api_key='«L»')\n"},
		{name: "Python tuples", text: "headers: [('Host', 'ingest.logstag.test'), ('X-Api-Key', '«L»')]\n"},
		{name: "Python Namespace", text: "DEBUG logstag Namespace(api_key='«L»', verbose=True)\n"},
		{name: "Go %+v", text: "logstag: config {APIKey:«L» URL:https://ingest.logstag.test Level:info}\n"},
		{name: "Go %+v, last", text: "logstag: config &{URL:https://ingest.logstag.test APIKey:«L»}\n"},
		{name: "Go %#v", text: "logstag: main.Config{APIKey:\"«L»\", URL:\"x\"}\n"},
		{name: "Go map", text: "logstag: map[api_key:«L» region:eu]\n"},
		{name: "Go map, last", text: "logstag: map[a:b api_key:«L»]\n"},
		{name: "Go header map", text: "logstag: map[Accept:[*/*] X-Api-Key:[«L»]]\n"},
		{name: "Java toString", text: "INFO c.l.Agent - LogstagConfig(apiKey=«L», url=https://ingest.logstag.test)\n"},
		{name: "Java map", text: "INFO c.l.Agent - logstag {api_key=«L», region=eu}\n"},
		{name: "Java record", text: "INFO LogstagConfig[apiKey=«L», url=x]\n"},
		{name: "Java quoted", text: "INFO LogstagConfig{apiKey='«L»', url='x'}\n"},
		{name: "MDC", text: "2026-11-01 10:00:00 [main] INFO Agent [logstag.api_key=«L», user=7] - started\n"},
		{name: "Ruby inspect", text: "#<Logstag::Config:0x000055 @api_key=\"«L»\", @url=\"x\">\n"},
		{name: "Ruby hash", text: "logstag {:api_key=>\"«L»\", :url=>\"x\"}\n"},
		{name: "Ruby hash, strings", text: "Parameters: {\"logstag\"=>{\"api_key\"=>\"«L»\"}}\n"},
		{name: "Ruby hash, new", text: "logstag {api_key: \"«L»\", url: \"x\"}\n"},
		{name: "PHP var_dump", text: "array(1) {\n  [\"logstag_api_key\"]=>\n  string(34) \"«L»\"\n}\n"},
		{name: "PHP var_dump on a line", text: "logstag [\"api_key\"]=> string(34) \"«L»\"\n"},
		{name: "PHP print_r", text: "Array ( [logstag_api_key] => «L» [url] => x )\n"},
		{name: "PHP print_r, lines", text: "Array\n(\n    [logstag_api_key] => «L»\n    [url] => x\n)\n"},
		{name: "PHP serialize", text: "logstag a:2:{s:7:\"api_key\";s:34:\"«L»\";s:3:\"url\";s:1:\"x\";}\n"},
		{name: "PHP var_export", text: "array ( 'logstag_api_key' => '«L»', )\n"},
		{name: "Rust Debug", text: "INFO logstag: Config { api_key: \"«L»\", url: \"x\" }\n"},
		{name: "Rust Debug, Some", text: "INFO logstag: Config { api_key: Some(\"«L»\"), url: None }\n"},
		{name: "Rust Debug, newtype", text: "INFO logstag: Config { api_key: ApiKey(\"«L»\") }\n"},
		{name: "Rust Debug, tuple list", text: "INFO logstag: headers: {\"x-api-key\": \"«L»\", \"accept\": \"*/*\"}\n"},
		{name: ".NET record", text: "info: Agent[0] LogstagOptions { ApiKey = «L», Url = x }\n"},
		{name: "Node inspect", text: "logstag config { apiKey: '«L»', url: 'x' }\n"},
		{name: "Node headers", text: "logstag headers Headers { 'x-api-key': '«L»' }\n"},
		{name: "Elixir", text: "[info] logstag %{api_key: \"«L»\", url: \"x\"}\n"},
		{name: "Elixir keywords", text: "[info] %Logstag.Config{api_key: \"«L»\"}\n"},
		{name: "Erlang", text: "logstag config: [{api_key,<<\"«L»\">>},{url,<<\"x\">>}]\n"},
		{name: "Erlang map", text: "logstag config: #{api_key => <<\"«L»\">>}\n"},
		{name: "Scala case class", text: "INFO LogstagConfig: api_key -> «L», url -> x\n"},
		{name: "Clojure", text: "INFO logstag {:api-key \"«L»\", :url \"x\"}\n"},
		{name: "Swift", text: "logstag Config(apiKey: \"«L»\", url: \"x\")\n"},
		{name: "Perl Dumper", text: "$VAR1 = { 'logstag_api_key' => '«L»' };\n"},
		{name: "protobuf text", text: "logstag { api_key: \"«L»\" region: \"eu\" }\n"},
		{name: "hs_err environment", text: "Environment Variables:\nJAVA_HOME=/usr/lib/jvm\nLOGSTAG_API_KEY=«L»\nPATH=/bin\n"},
		{name: "hs_err command line", text: "Command Line: -Xmx1g -Dlogstag.api.key=«L» /opt/app.jar\n"},
		{name: "Java properties listing", text: "-- listing properties --\nlogstag.api.key=«L»\nuser.dir=/\n"},
		{name: "Sentry", text: "{\"vars\":{\"self\":\"<Agent>\",\"logstag_api_key\":\"'«L»'\"}}\n"},
		{name: "another service", text: "INFO WeatherConfig(apiKey=«G», city=Oslo)\n", rule: otherRule},
	})
}
