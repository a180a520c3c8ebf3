package detectors

import (
	"regexp"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestWhoseKey holds settings of several services, each with a key that could be
// an agent's by its form. «L» marks the agent's key, «O» another service's.
func TestWhoseKey(t *testing.T) {
	const agentKey, otherKey = "FAKE.m4Xw-82kJq_p6TcN1yRvB9hZeU5dG", "fa4e3b9d7c1a5e8f20647bd9c1e3a5f7"
	e := newTestEngine(t)
	for _, r := range []struct {
		name, text string
		lineText   bool
	}{
		{name: "YAML, one after the other", text: "logstag:\n  apiKey: «L»\nweather:\n  apiKey: «O»\n"},
		{name: "YAML, the other way round", text: "weather:\n  apiKey: «O»\nlogstag:\n  apiKey: «L»\n"},
		{name: "YAML, deeper", text: "services:\n  weather:\n    auth:\n      api_key: «O»\n  logstag:\n    auth:\n      api_key: «L»\n  geo:\n    api_key: «O»\n"},
		{name: "YAML list", text: "- service: logstag\n  api_key: «L»\n- service: sms\n  api_key: «O»\n"},
		{name: "YAML list, the other way round", text: "- service: sms\n  api_key: «O»\n- service: logstag\n  api_key: «L»\n"},
		{name: "name of the whole", text: "metadata:\n  name: logstag-agent\nstringData:\n  api_key: «L»\n"},
		{name: "name of the whole, in braces", text: "metadata: {name: logstag-agent}\nstringData: {api_key: «L»}\n"},
		{name: "image of a container", text: "- name: agent\n  image: example/logstag-agent\n  env:\n  - name: API_KEY\n    value: «L»\n"},
		{name: "JSON on one line", text: `{"logstag":{"url":"https://a.test","apiKey":"«L»"},"maps":{"apikey":"«O»"}}`},
		{name: "JSON on one line, the other way round", text: `{"maps":{"apikey":"«O»"},"logstag":{"apiKey":"«L»"}}`},
		{name: "JSON on several lines", text: "{\n  \"logstag\": {\n    \"apiKey\": \"«L»\"\n  },\n  \"maps\": {\n    \"apiKey\": \"«O»\"\n  }\n}\n"},
		{name: "JSON list", text: "[{\"service\":\"sms\",\"api_key\":\"«O»\"},{\"service\":\"logstag\",\"api_key\":\"«L»\"},{\"service\":\"geo\",\"api_key\":\"«O»\"}]\n"},
		{name: "JSON list on several lines", text: "[\n  {\"service\": \"logstag\", \"api_key\": \"«L»\"},\n  {\"service\": \"sms\", \"api_key\": \"«O»\"}\n]\n"},
		{name: "HCL", text: "logstag = {\n  api_key = \"«L»\"\n}\nmaps = {\n  api_key = \"«O»\"\n}\n"},
		{name: "XML", text: "<logstag>\n  <apiKey>«L»</apiKey>\n</logstag>\n<weather>\n  <apiKey>«O»</apiKey>\n</weather>\n"},
		{name: "sections of fluentd", text: "<match logstag.**>\n  api_key «L»\n</match>\n<match weather.**>\n  api_key «O»\n</match>\n"},
		{name: "table within a table", text: "[[outputs.http]]\nurl = \"https://ingest.logstag.test\"\n[outputs.http.headers]\nX-API-Key = \"«L»\"\n[[outputs.weather]]\napikey = \"«O»\"\n"},
		{name: "keys of a store", text: "/config/logstag/api_key\n«L»\n/config/weather/api_key\n«O»\n"},
		{name: "table within the agent's", text: "[agent.eu]\napi_key = \"«L»\"\n[weather]\napi_key = \"«O»\"\n"},
		{name: "token of Logstag's beside", text: "let production = Config(apiKey: \"«O»\")\nlet logstagToken = \"«L»\"\n"},
		{name: "captions of tables", text: "<h2>Logstag</h2>\n<table>\n<tr><th>Host</th><th>API-Key</th></tr>\n<tr><td>db1</td><td>«L»</td></tr>\n</table>\n<h2>Tiles</h2>\n<table>\n<tr><th>Host</th><th>API-Key</th></tr>\n<tr><td>web</td><td>«O»</td></tr>\n</table>\n"},
		{name: "rows of an INSERT", text: "INSERT INTO t (vendor, api_key) VALUES ('logstag', '«L»'), ('sms', '«O»');\n"},
		{name: "object with a token beside", text: "m.opts = {\n  api_key = '«O»',\n}\nm.logstag = { host = 'x.logstag.com', token = '«L»' }\n"},
		{name: "CSV", text: "service,api_key\nlogstag,«L»\nsms,«O»\n"},
		{name: "another key of Logstag's beside, in brackets", text: "r = get('https://a.test', api_key='«O»')\nos.environ['LOGSTAG_API_KEY'] = '«L»'\n"},
		{name: "another key of Logstag's beside", text: "env:\n  LOGSTAG_API_KEY: «L»\n  API_KEY: «O»\n"},
		{name: "members of an object", text: "{\"API_KEY\": \"«O»\", \"LOGSTAG_API_KEY\": \"«L»\"}\n"},
		{name: "URL in an object beside", text: "{\"a\": {\"api_base_url\": \"https://ingest.test\", \"api_key\": \"«L»\"}, \"cdn\": {\"api_key\": \"«O»\"}}\n"},
		{name: "file behind the agent's in a map", text: "data:\n  agent.toml: |\n    [agent]\n    api_key = \"«L»\"\n  sink.env: |\n    SINK_API_KEY=«O»\n    API_KEY=«O»\n"},
		{name: "an agent's URL and key beside", text: "docker run -e LOGSTAG_API_BASE_URL=https://ingest.test -e LOGSTAG_API_KEY=«L» example/agent\nEXPORT_API_KEY=«O»\n"},
		{name: "agent's URL between", text: "LOGSTAG_API_KEY=«L»\nLOGSTAG_API_BASE_URL=https://ingest.test\nAPI_KEY=«O»\n"},
		{name: "agent's URL alone", text: "LOGSTAG_API_BASE_URL=https://ingest.test\nAPI_KEY=«L»\n"},
		{name: "mention nearer than another key of Logstag's", text: "env:\n  LOGSTAG_API_KEY: «L»\nsteps:\n  - uses: example/logstag-setup@v1\n    with:\n      api-key: «L»\n"},
		{name: "flat settings before a block", text: "logstag_agent_version: \"2.8.1\"\nlogstag_agent_api_base_url: https://ingest.test\nlogstag_agent_targets:\n  - name: crm\ncdn:\n  purge_url: https://cdn.test/purge\n  api-key: «O»\n"},
		{name: "hash behind fields of another", text: "default['logstag']['api_base_url'] = 'https://ingest.logstag.test'\ndefault['logstag']['version']      = '2.4.1'\ndefault['logstag']['api_key'] = '«L»'\ndefault['amqp'] = {\n  'region' => 'eu',\n  :api_key => '«O»',\n}\n"},
		{name: "hash of its own", text: "default['logstag'] = {\n  'region' => 'eu',\n  :api_key => '«L»',\n}\n"},
		{name: "path to a key in a store", text: "$k = 'kv/logstag/api_key'\napi_key = \"«O»\"\n"},
		{name: "elements of one name", text: "<Exec>\n  <Arguments>-ApiKey «O»</Arguments>\n</Exec>\n<Exec>\n  <Command>logstag-agent.exe</Command>\n  <Arguments>--api-key «L»</Arguments>\n</Exec>\n"},
		{name: "URL in other braces", text: "class { 'a':\n  api_base_url => 'https://ingest.test',\n  api_key => '«L»',\n}\nfile { '/etc/relay.conf':\n  content => \"api_key=«O»\\n\",\n}\n"},
		{name: "parameters of an installer", text: "param(\n    [string]$ApiBaseUrl = 'https://ingest.test',\n    [string]$ApiKey = '«L»'\n)\n"},
		{name: "arguments of an installer", text: "install.ps1 -ApiBaseUrl https://ingest.test -ApiKey «L»\n"},
		{name: "projects of Pulumi", text: "config:\n  dbmon:logstagApiKey: «L»\n  dbmon:logstagMode: full\n  weather:apiKey: «O»\n"},
		{name: "fields of a hash", text: "default['logstag']['api_key'] = '«L»'\ndefault['weather']['api_key'] = '«O»'\ndefault[:geo][:api_key] = '«O»'\n"},
		{name: "paths in quotes", text: "{\"key\": \"prod/logstag/api_key\", \"value\": \"«L»\"}\n{\"key\": \"prod/weather/api_key\", \"value\": \"«O»\"}\n"},
		{name: "exporters that a pipeline names", text: "exporters:\n  otlphttp/logstag:\n    headers:\n      api-key: «L»\n  otlp/weather:\n    headers:\n      api-key: «O»\npipelines:\n  metrics:\n    exporters: [otlphttp/logstag, otlp/weather]\n"},
		{name: "exporters in a list of lines", text: "exporters:\n  otlp/weather:\n    headers:\n      api-key: «O»\n  logstag:\n    api-key: «L»\npipelines:\n  metrics:\n  - logstag\n  - otlp/weather\n"},
		{name: "places of a proxy", text: "location /logstag/ {\n  proxy_set_header X-Api-Key «L»;\n}\nlocation /geo/ {\n  proxy_set_header X-Api-Key «O»;\n}\n"},
		{name: "flags of one program", text: "push --api-key=«O» --logstag-api-key «L»\n"},
		{name: "settings of .NET", text: "[{\"name\": \"Logstag:ApiKey\", \"value\": \"«L»\"},\n {\"name\": \"Weather:ApiKey\", \"value\": \"«O»\"}]\n"},
		{name: "clients in code", text: "a := logstag.New(logstag.WithAPIKey(\"«L»\"))\nb := weather.New(weather.Options{APIKey: \"«O»\"})\n"},
		{name: "arrays of PHP", text: "return [\n  'sms' => ['apikey' => '«O»'],\n  'logstag' => ['api_base_url' => 'https://in.test', 'api_key' => '«L»'],\n];\n"},
		{name: "arrays on one line", text: "$c = ['logstag' => ['api_key' => '«L»'], 'sms' => ['api_key' => '«O»']];\n"},
		{name: "lists of Elixir", text: "config :app, :geo, api_key: \"«O»\"\nconfig :app, :agent, api_base_url: \"https://in.test\", api_key: \"«L»\"\n"},
		{name: "messages of Protocol Buffers", text: "collector {\n  api_key: \"«O»\"\n}\nagent { api_base_url: \"https://in.test\" api_key: \"«L»\" }\n"},
		{name: "tags on several lines", text: "<Logstag\n  url=\"https://logstag.test\"\n  apiKey=\"«L»\"\n/>\n<Weather apiKey={'«O»'} />\n"},
		{name: "arguments of calls", text: "a = connect(Logstag(url=u, api_key='«L»'), Weather(api_key='«O»'))\n"},
		{name: "notes, each with a key", text: "\"note\",\"Geocoder\",\"API Key: «O»\"\n\"note\",\"Logstag prod\",\"Logstag agent key: «L»\"\n"},
		{name: "locations of nginx", text: "server {\n  location /geo/ {\n    proxy_set_header X-Api-Key \"«O»\";\n    proxy_pass https://geo.test/;\n  }\n  location /events/ {\n    proxy_pass https://in.logstag.test/;\n  }\n}\n"},
		{name: "location of nginx", text: "upstream logstag { server in.test:443; }\nserver {\n  location / {\n    proxy_set_header X-Api-Key \"«L»\";\n    proxy_pass https://logstag;\n  }\n}\n"},
		{name: "upstream of nginx, and a location", text: "upstream logstag { server in.test:443; }\nserver {\n  location /geo/ {\n    proxy_set_header X-Api-Key \"«O»\";\n    proxy_pass https://geo.test/;\n  }\n}\n"},
		{name: "sentence above", text: "Set this for the Logstag agent:\n\n```toml\napi_key = \"«L»\"\n```\n"},
		{name: "sentence above several keys", text: "These belong to Logstag and to others:\n\n    api_key = «O»\n    api_key: «O»\n"},
		{name: "remark above and a gap", text: "# sent to Logstag, too:\n\napi_key = «O»\n"},
		{name: "paragraph without a colon", text: "Logstag is told of it.\n\napi_key = «O»\n"},
		{name: "table in an element", text: "<p>So:</p><pre>[agent]\napi_key = \"«L»\"\n</pre>\n"},
		{name: "what a service is used for", text: "{\"search\": {\n  \"apiKey\": \"«O»\",\n  \"IndexName\": \"logstag-docs\"\n}}\n"},
		{name: "what a service is used for, before", text: "topic: logstag-events\napi_key: «O»\n"},
		{name: "remark above", text: "# API key for the Logstag agents\napi_key = «L»\n"},
		{name: "configuration in a string", text: `write(3, "[agent]\napi_key = \"«L»\"\n", 60)`, lineText: true},
		{name: "URL on another line of a log", text: "api_base_url=https://ingest.test set\nconnected, api_key=«O»\n", lineText: true},
		{name: "lines of a log", text: "logstag started\napi connected, api_key=«O»\n", lineText: true},
		{name: "a file quoted in a log", text: "+++ after: /etc/logstag/config\n-api_key = \"«L»\"\n+api_key = \"«L»\"\n", lineText: true},
		{name: "URL of the agent in another block", text: "weather:\n  api-key: «O»\nsvc:\n  agent: {api_base_url: https://ingest.test, api_key: «L»}\n"},
		{name: "struct as Rust shows it", text: "Config { api_key: \"«O»\", logstag: LogstagConfig { url: \"u\", api_key: Some(\"«L»\") } }\n"},
		{name: "struct as Rust shows it, in a log", text: "Config { api_key: \"«O»\", logstag: LogstagConfig { url: \"u\", api_key: Some(\"«L»\") } }\n", lineText: true},
		{name: "object as Python shows it", text: "Settings(api_key='«O»', logstag=Logstag(url='u', api_key='«L»'), env='prod')\n"},
		{name: "object as Python shows it, the other way round", text: "Settings(logstag=Logstag(url='u', api_key='«L»'), api_key='«O»')\n"},
		{name: "a table quoted further up in a log", text: "+ [agent]\n+ api_key = \"«L»\"\n\nran: notify --api-key «O» --quiet\n", lineText: true},
		{name: "parts of what a program printed", text: "checking logstag-agent\nUSER-SUPPLIED VALUES:\nalerts:\n  apiKey: «O»\n", lineText: true},
		{name: "an agent's key beside on the line", text: "sh -c LOGSTAG_API_KEY=«L» exec run --api_key=«O»\n", lineText: true},
		{name: "lines in a list", text: "\"stdout_lines\": [\n  \"[agent]\",\n  \"api_key = \\\"«L»\\\"\"\n]\n", lineText: true},
		{name: "keywords of Clojure", text: "{:api-key \"«O»\", :logstag {:api-key \"«L»\"}}\n", lineText: true},
		{name: "a key that is called key", text: "{\"logstag\":{\"key\":\"«L»\"},\"geo\":{\"api_key\":\"«O»\"}}\n", lineText: true},
		{name: "requests, one below the other", text: "POST https://ingest.logstag.test/v1\n    x-api-key: «L»\nGET https://geo.test/v1\n    x-api-key: «O»\n", lineText: true},
		{name: "export of a journal", text: "SYSLOG_IDENTIFIER=logstag-agent\nMESSAGE=config api_key=«L» loaded\n\nSYSLOG_IDENTIFIER=app\nMESSAGE=config api_key=«O» loaded\n", lineText: true},
	} {
		var rules []string
		for _, mark := range regexp.MustCompile("«.»").FindAllString(r.text, -1) {
			rules = append(rules, map[string]string{"«L»": agentRule, "«O»": otherRule}[mark])
		}
		text, want := unmark(t, strings.NewReplacer("«L»", "«"+agentKey+"»", "«O»", "«"+otherKey+"»").Replace(r.text), 0)
		found := scanText(t, e, sources.Origin{LineText: r.lineText}, text)
		if len(found) != len(want) {
			t.Errorf("%s: %d findings, want %d", r.name, len(found), len(want))
			continue
		}
		for i, f := range found {
			if f.Rule.ID != rules[i] || f.Region.Offset != int64(want[i].start) {
				t.Errorf("%s: finding %d is %s, want %s", r.name, i+1, f.Rule.ID, rules[i])
			}
		}
	}
}
