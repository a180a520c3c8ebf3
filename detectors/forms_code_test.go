package detectors

import "testing"

func TestFormsCode(t *testing.T) {
	testForms(t, []form{
		{name: "Lua long string", text: "return { logstag_api_key = [[«L»]] }\n"},
		{name: "Kotlin lazy", text: "val logstagApiKey by lazy { \"«L»\" }\n"},
		{name: "Ruby block", text: "Logstag.configure do |c|\n  c.api_key = \"«L»\"\nend\n"},
		{name: "Python", text: "LOGSTAG_API_KEY = '«L»'\n"},
		{name: "Python os.environ", text: "os.environ[\"LOGSTAG_API_KEY\"] = \"«L»\"\n"},
		{name: "Python getenv default", text: "key = os.getenv(\"LOGSTAG_API_KEY\", \"«L»\")\n"},
		{name: "Python get default", text: "key = os.environ.get('LOGSTAG_API_KEY', default='«L»')\n"},
		{name: "Python or", text: "key = os.getenv('LOGSTAG_API_KEY') or '«L»'\n"},
		{name: "Python keyword argument", text: "agent = logstag.Agent(api_key=\"«L»\", region=\"eu\")\n"},
		{name: "Go constant", text: "const logstagAPIKey = \"«L»\"\n"},
		{name: "Go typed", text: "var logstagAPIKey string = \"«L»\"\n"},
		{name: "Go raw", text: "logstagAPIKey := `«L»`\n"},
		{name: "Go field", text: "cfg := logstag.Config{APIKey: \"«L»\"}\n"},
		{name: "Go Setenv", text: "os.Setenv(\"LOGSTAG_API_KEY\", \"«L»\")\n"},
		{name: "JavaScript", text: "const logstagApiKey = '«L»';\n"},
		{name: "JavaScript or", text: "const key = process.env.LOGSTAG_API_KEY || '«L»';\n"},
		{name: "JavaScript ??", text: "const key = process.env.LOGSTAG_API_KEY ?? \"«L»\";\n"},
		{name: "TypeScript", text: "private readonly logstagApiKey: string = '«L»';\n"},
		{name: "Java", text: "private static final String LOGSTAG_API_KEY = \"«L»\";\n"},
		{name: "Java setter", text: "logstag.setApiKey(\"«L»\");\n"},
		{name: "Java builder", text: "Logstag.builder().apiKey(\"«L»\").build();\n"},
		{name: "C#", text: "public string LogstagApiKey { get; set; } = \"«L»\";\n"},
		{name: "C define", text: "#define LOGSTAG_API_KEY \"«L»\"\n"},
		{name: "C array", text: "static const char logstag_api_key[] = \"«L»\";\n"},
		{name: "Rust", text: "const LOGSTAG_API_KEY: &str = \"«L»\";\n"},
		{name: "Ruby", text: "ENV['LOGSTAG_API_KEY'] ||= '«L»'\n"},
		{name: "Ruby hash", text: "logstag = { :api_key => '«L»' }\n"},
		{name: "PHP array", text: "'logstag' => ['api_key' => '«L»'],\n"},
		{name: "PHP define", text: "define('LOGSTAG_API_KEY', '«L»');\n"},
		{name: "PHP var_dump", text: "array(1) {\n  [\"logstag_api_key\"]=>\n  string(34) \"«L»\"\n}\n"},
		{name: "comparison", text: "if key_logstag_api_key == \"«L»\" {\n"},
		{name: "another service", text: "const weatherApiKey = \"«G»\";\n", rule: otherRule},
		{name: "constructor of a text", text: "const QString apiKey = QStringLiteral(\"«fa4e3b9d7c1a5e8f20647bd9c1e3a5f7»\");\n", rule: otherRule, keys: 1},
		{name: "constructors in each other", text: "let api_key = Secret::new(String::from(\"«fa4e3b9d7c1a5e8f20647bd9c1e3a5f7»\"));\n", rule: otherRule, keys: 1},
		{name: "constructor of a type with the name", text: "Geo::new(ApiKey::from_static(\"«fa4e3b9d7c1a5e8f20647bd9c1e3a5f7»\"))\n", rule: otherRule, keys: 1},
		{name: "RSpec's let", text: "let(:weather_api_key) { '«G»' }\n", rule: otherRule},
		{name: "recorder's filter", text: "c.filter_sensitive_data('<SMS_API_KEY>') { '«G»' }\n", rule: otherRule},
		{name: "suffix of a test", text: "WEATHER_API_KEY_TEST=«G»\n", rule: otherRule},
		{name: "another service, getenv", text: "os.getenv(\"WEATHER_API_KEY\", \"«G»\")\n", rule: otherRule},
	})
}

func TestFormsTables(t *testing.T) {
	testForms(t, []form{
		{name: "CSV", text: "name,logstag_api_key,region\nprod,«L»,eu\n"},
		{name: "CSV, several rows", text: "name,logstag_api_key,region\nprod,«L»,eu\ntest,«L»,us\n"},
		{name: "CSV, quoted", text: "\"name\",\"logstag_api_key\"\n\"prod\",\"«L»\"\n"},
		{name: "CSV, first column", text: "logstag_api_key,name\n«L»,prod\n"},
		{name: "CSV, semicolons", text: "name;logstag_api_key;region\nprod;«L»;eu\n"},
		{name: "TSV", text: "name\tlogstag_api_key\tregion\nprod\t«L»\teu\n"},
		{name: "CSV, name and value", text: "LOGSTAG_API_KEY,«L»\n"},
		{name: "CSV, another service", text: "name,api_key,city\nweather,«G»,Oslo\n", rule: otherRule},
		{name: "INSERT", text: "INSERT INTO logstag (name, api_key) VALUES ('prod', '«L»');\n"},
		{name: "INSERT, two rows", text: "INSERT INTO logstag (api_key, name) VALUES\n  ('«L»', 'prod'),\n  ('«L»', 'test');\n"},
		{name: "INSERT, another service", text: "INSERT INTO services (id, api_key) VALUES (7, '«G»');\n", rule: otherRule},
		{name: "UPDATE", text: "UPDATE settings SET logstag_api_key = '«L»' WHERE id = 1;\n"},
		{name: "INSERT of name and value", text: "INSERT INTO settings (name, value) VALUES ('logstag_api_key', '«L»');\n"},
		{name: "COPY", text: "COPY public.logstag (id, logstag_api_key, name) FROM stdin;\n1\t«L»\tprod\n\\.\n"},
		{name: "COPY, another service", text: "COPY public.services (id, api_key) FROM stdin;\n1\t«G»\n\\.\n", rule: otherRule},
		{name: "Markdown row", text: "| name | value |\n|---|---|\n| LOGSTAG_API_KEY | «L» |\n"},
		{name: "Markdown row, code", text: "| `LOGSTAG_API_KEY` | `«L»` |\n"},
		{name: "Markdown column", text: "| env | logstag_api_key |\n|---|---|\n| prod | «L» |\n"},
		{name: "Markdown list", text: "- **Logstag API key**: `«L»`\n"},
		{name: "sentence with a colon", text: "It was started with weather_api_key: «G».\n", rule: otherRule},
		{name: "key and value of a store", text: "/config/logstag/api_key\n«L»\n/config/region\neu\n", keys: 1},
		{name: "field of a form", text: "city=Oslo&logstag%5Bapi_key%5D=«L»&units=metric\n"},
		{name: "on the line below", text: "weather api_key:\n«G»\n", rule: otherRule},
		{name: "below a sentence", text: "The new API key for the Logstag agents:\n\n    «L»\n\nAnn\n", keys: 1},
		{name: "ERB default", text: "logstag_api_key = \"<%= @key || '«L»' %>\"\n"},
		{name: "sentence", text: "The Logstag API key for production is «L».\n", keys: 1},
	})
}

func TestFormsLogs(t *testing.T) {
	testForms(t, []form{
		{name: "key=value", text: "2026-01-02T03:04:05Z INFO logstag-agent starting api_key=«L» level=info\n", lineText: true},
		{name: "logfmt quoted", text: "ts=1 msg=\"logstag start\" api_key=\"«L»\"\n", lineText: true},
		{name: "colon", text: "Jan  2 03:04:05 host logstag-agent[12]: using api_key: «L»\n", lineText: true},
		{name: "agent's own log", text: "2026-01-02 DEBUG config loaded api_key=«L»\n", lineText: true, path: "var/log/logstag-agent/agent.log"},
		{name: "Python repr", text: "DEBUG logstag {'api_key': '«L»', 'level': 'info'}\n", lineText: true},
		{name: "Go struct", text: "DEBUG logstag {Level:info APIKey:«L» Region:eu}\n", lineText: true},
		{name: "colours", text: "\x1b[32mINFO\x1b[0m logstag \x1b[36mapi_key=\x1b[0m«L»\n", lineText: true},
		{name: "auditd", text: "type=EXECVE msg=audit(1): argc=3 a0=\"logstag-agent\" a1=\"--api-key\" a2=\"«L»\"\n", lineText: true},
		{name: "sudo's log", text: "sudo: ops : TTY=pts/0 ; COMMAND=/usr/bin/env LOGSTAG_API_KEY=«L» ./install.sh\n", lineText: true},
		{name: "another service", text: "GET /forecast api_key=«G» 200\n", rule: otherRule, lineText: true},
	})
}
