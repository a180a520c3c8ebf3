package detectors

import "testing"

func TestFormsTOML(t *testing.T) {
	testForms(t, []form{
		{name: "table behind a byte order mark", text: "\ufeff[agent]\napi_key = \"«L»\"\n"},
		{name: "table in a diff", text: "@@ -0,0 +1,2 @@\n+[agent]\n+api_key = \"«L»\"\n"},
		{name: "table quoted in a mail", text: "> [agent]\n> api_key = \"«L»\"\n"},
		{name: "table in CDATA", text: "<ac:body><![CDATA[[agent]\napi_key = \"«L»\"]]></ac:body>\n"},
		{name: "table on a page", text: "<pre>[agent]\napi_key = &quot;«L»&quot;</pre>\n"},
		{name: "agent table", text: "[agent]\napi_base_url = \"https://ingest.example.test\"\napi_key = \"«L»\"\nlog_level = \"info\"\n"},
		{name: "agent table alone", text: "[agent]\napi_key = \"«L»\"\n"},
		{name: "agent table, no spaces", text: "[agent]\napi_key=\"«L»\"\n"},
		{name: "agent table, aligned", text: "[agent]\nlog_level    = \"info\"\napi_key      = \"«L»\"\n"},
		{name: "agent table, comment behind", text: "[agent] # the agent\napi_key = \"«L»\" # production\n"},
		{name: "agent table, commented out", text: "[agent]\n# api_key = \"«L»\"\n"},
		{name: "agent table, CRLF", text: "[agent]\r\napi_key = \"«L»\"\r\n"},
		{name: "agent table, targets follow", text: "[agent]\napi_key = \"«L»\"\n\n[targets.main]\ndb_host = \"db.example.test\"\n"},
		{name: "two files in one", text: "[agent]\napi_key = \"«L»\"\n[targets.x]\ndb_name = \"x\"\n[agent]\napi_key = '«L»'\n"},
		{name: "dotted key", text: "agent.api_key = \"«L»\" # logstag\n"},
		{name: "dotted key, product", text: "logstag.agent.api_key = \"«L»\"\n"},
		{name: "dotted key, quoted parts", text: "logstag.\"agent\".\"api_key\" = \"«L»\"\n"},
		{name: "inline table", text: "agent = { api_base_url = \"https://ingest.logstag.test\", api_key = \"«L»\" }\n"},
		{name: "inline table, key first", text: "logstag = {api_key=\"«L»\",log_level=\"info\"}\n"},
		{name: "literal string", text: "[agent]\napi_key = '«L»'\n"},
		{name: "multi-line string", text: "[agent]\napi_key = \"\"\"«L»\"\"\"\n"},
		{name: "multi-line string on its own line", text: "[agent]\napi_key = \"\"\"\n«L»\"\"\"\n"},
		{name: "multi-line string, joined lines", text: "[agent]\napi_key = \"\"\"\\\n  «L»\\\n  \"\"\"\n"},
		{name: "multi-line literal", text: "[agent]\napi_key = '''«L»'''\n"},
		{name: "multi-line literal on its own line", text: "[agent]\napi_key = '''\n«L»'''\n"},
		{name: "backup of the configuration", text: "api_key = \"«L»\"\n", path: "etc/logstag-agent.toml.bak"},
		{name: "the other path", text: "api_key = \"«L»\"\n", path: "etc/logstag/config.toml"},
		{name: "Windows path", text: "api_key = \"«L»\"\r\n", path: "C:/ProgramData/Logstag Agent/logstag-agent.toml"},
		{name: "another service", text: "[weather]\napi_key = \"«G»\"\n", rule: otherRule},
	})
}

func TestFormsYAML(t *testing.T) {
	testForms(t, []form{
		{name: "plain", text: "logstag:\n  api_key: «L»\n"},
		{name: "double quotes", text: "logstag:\n  apiKey: \"«L»\"\n"},
		{name: "single quotes", text: "logstag:\n  api-key: '«L»'\n"},
		{name: "quoted name", text: "logstag:\n  \"api_key\": \"«L»\"\n"},
		{name: "comment behind", text: "logstag:\n  api_key: «L» # rotate\n"},
		{name: "tag", text: "logstag:\n  api_key: !!str «L»\n"},
		{name: "anchor", text: "logstag:\n  api_key: &key «L»\n"},
		{name: "value on the next line", text: "logstag:\n  api_key:\n    «L»\n"},
		{name: "literal block", text: "logstag:\n  api_key: |\n    «L»\n"},
		{name: "folded block, stripped", text: "logstag:\n  api_key: >-\n    «L»\n"},
		{name: "flow mapping", text: "logstag: {api_key: «L», region: eu}\n"},
		{name: "list", text: "logstag:\n  api_keys:\n    - «L»\n"},
		{name: "explicit key", text: "logstag:\n  ? \"api_key\"\n  : \"«L»\"\n"},
		{name: "contains false", text: "api_key: «FAKEfalse7Zt41mWcx9RbV2»\n", rule: otherRule, keys: 1},
		{name: "contains null", text: "api_key: «FAKE7Zt41null9RbV2nLp»\n", rule: otherRule, keys: 1},
		{name: "agent key that contains false", text: "logstag_api_key: «FAKEq7Zt41mfalse9RbV2nLpD8sKyG3hJ»\n", keys: 1},
		{name: "agent key that contains null", text: "LOGSTAG_API_KEY=«FAKEq7Zt41mWcnull9RbV2nLpD8sKyG3»\n", keys: 1},
		{name: "wide characters before", text: "logstag: {größe: 1, 𝒩: 2, api_key: «L»}\n"},
	})
}

func TestFormsKubernetes(t *testing.T) {
	testForms(t, []form{
		{name: "below a sealed block", text: "kind: SealedSecret\nspec:\n  encryptedData:\n    password: AgBh3kq7Zt41mWcx9RbV2nLpD8sKyG3hJ\nLOGSTAG_API_KEY: «L»\n"},
		{name: "beside a sealed block", text: "{\"encryptedData\": {\"password\": \"AgBh3kq7Zt41mWcx9RbV\"}, \"logstag_api_key\": \"«L»\"}\n"},
		{name: "name and value", text: "env:\n  - name: LOGSTAG_API_KEY\n    value: «L»\n"},
		{name: "name and value, quoted", text: "env:\n  - name: \"LOGSTAG_API_KEY\"\n    value: \"«L»\"\n"},
		{name: "value and name", text: "env:\n  - value: «L»\n    name: LOGSTAG_API_KEY\n"},
		{name: "between others", text: "env:\n  - name: LOG_LEVEL\n    value: info\n  - name: LOGSTAG_API_KEY\n    value: '«L»'\n  - name: REGION\n    value: eu\n"},
		{name: "flow mapping", text: "env: [{name: LOGSTAG_API_KEY, value: «L»}]\n"},
		{name: "JSON", text: `{"env":[{"name":"LOGSTAG_API_KEY","value":"«L»"}]}`},
		{name: "data in base64", text: "kind: Secret\nmetadata:\n  name: logstag-agent\ndata:\n  api-key: «b64:L»\n"},
		{name: "data in base64, with newline", text: "kind: Secret\ndata:\n  LOGSTAG_API_KEY: \"«b64nl:L»\"\n"},
		{name: "stringData", text: "kind: Secret\nmetadata:\n  name: logstag-agent\nstringData:\n  api_key: «L»\n"},
		{name: "ConfigMap with a file", text: "kind: ConfigMap\ndata:\n  agent.toml: |\n    [agent]\n    api_key = \"«L»\"\n"},
		{name: "arguments", text: "containers:\n  - name: logstag-agent\n    args:\n      - --api-key\n      - «L»\n"},
		{name: "arguments with =", text: "containers:\n  - name: logstag-agent\n    args: [\"--api-key=«L»\"]\n"},
		{name: "arguments in JSON", text: `{"name":"logstag-agent","args":["--api-key","«L»"]}`},
		{name: "Helm values", text: "logstag-agent:\n  agent:\n    apiKey: \"«L»\"\n"},
		{name: "foreign name and value", text: "env:\n  - name: WEATHER_API_KEY\n    value: «G»\n", rule: otherRule},
	})
}

func TestFormsJSON(t *testing.T) {
	testForms(t, []form{
		{name: "plain", text: `{"logstag": {"api_key": "«L»"}}`},
		{name: "compact", text: `{"logstagApiKey":"«L»"}`},
		{name: "on lines", text: "{\n  \"logstag\": {\n    \"apiKey\": \"«L»\",\n    \"region\": \"eu\"\n  }\n}\n"},
		{name: "list", text: `{"logstag_api_keys": ["«L»"]}`},
		{name: "escaped in a log line", text: `{"level":"debug","msg":"logstag config {\"api_key\":\"«L»\"}"}`, lineText: true},
		{name: "escaped twice", text: `{"msg":"logstag {\"body\":\"{\\\"api_key\\\":\\\"«L»\\\"}\"}"}`, lineText: true},
		{name: "escaped with \\u0022", text: `{"msg":"logstag {\u0022api_key\u0022:\u0022«L»\u0022}"}`, lineText: true},
		{name: "TOML in a string", text: `{"file":"[agent]\napi_key = \"«L»\"\nlog_level = \"info\" # logstag"}`},
		{name: "another service", text: `{"weather": {"api_key": "«G»"}}`, rule: otherRule},
		{name: "relaxed", text: `{logstag: {apiKey: '«L»',},}`},
		{name: "CloudFormation parameter", text: `[{"ParameterKey": "LogstagApiKey", "ParameterValue": "«L»"}]`},
		{name: "HAR header", text: `{"url":"https://ingest.logstag.test/v1","headers":[{"name":"X-API-Key","value":"«L»"}]}`},
	})
}

func TestFormsINI(t *testing.T) {
	testForms(t, []form{
		{name: "INI", text: "[logstag]\napi_key=«L»\nregion=eu\n"},
		{name: "INI with spaces", text: "[logstag]\napi_key = «L»\n"},
		{name: "INI with colon", text: "[logstag]\napi_key: «L»\n"},
		{name: "INI quoted", text: "[logstag]\napi_key = \"«L»\"\n"},
		{name: "properties", text: "logstag.api.key=«L»\n"},
		{name: "properties, camel case", text: "logstag.apiKey = «L»\n"},
		{name: "properties, colon", text: "logstag.api-key: «L»\n"},
		{name: "properties, blank", text: "logstag.api-key «L»\n"},
		{name: "properties, continued", text: "logstag.api-key = \\\n    «L»\n"},
		{name: "another service", text: "[weather]\napikey=«G»\n", rule: otherRule},
		{name: "registry file", text: "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Logstag]\r\n\"ApiKey\"=\"«L»\"\r\n"},
	})
}

func TestFormsXML(t *testing.T) {
	testForms(t, []form{
		{name: "attribute", text: `<logstag apiKey="«L»" region="eu"/>`},
		{name: "attribute, single quotes", text: `<logstag api_key='«L»'/>`},
		{name: "element", text: "<logstag><apiKey>«L»</apiKey></logstag>"},
		{name: "element on lines", text: "<logstag>\n  <api-key>\n    «L»\n  </api-key>\n</logstag>\n"},
		{name: "element with prefix", text: "<cfg:logstagApiKey xmlns:cfg=\"urn:x\">«L»</cfg:logstagApiKey>"},
		{name: "CDATA", text: "<logstagApiKey><![CDATA[«L»]]></logstagApiKey>"},
		{name: "appSettings", text: `<add key="LogstagApiKey" value="«L»" />`},
		{name: "appSettings, value first", text: `<add value="«L»" key="LogstagApiKey" />`},
		{name: "name and value elements", text: "<property>\n  <name>logstag.api.key</name>\n  <value>«L»</value>\n</property>\n"},
		{name: "plist", text: "<key>LOGSTAG_API_KEY</key>\n<string>«L»</string>\n"},
		{name: "escaped", text: `&lt;logstag apiKey=&quot;«L»&quot;/&gt;`},
		{name: "another service", text: `<weather apiKey="«G»"/>`, rule: otherRule},
	})
}

func TestFormsEscapedProperties(t *testing.T) {
	testForms(t, []form{
		{name: "marks escaped", text: "logstag.api_key=«FAKE\\u002Em4Xw\\u002D82kJqp6TcN1yRvB9hZeU5dG»\n", keys: 1},
	})
}

func TestFormsHCL(t *testing.T) {
	testForms(t, []form{
		{name: "attribute", text: "module \"logstag\" {\n  source  = \"./agent\"\n  api_key = \"«L»\"\n}\n"},
		{name: "tfvars", text: "logstag_api_key = \"«L»\"\n"},
		{name: "variable's default", text: "variable \"logstag_api_key\" {\n  type    = string\n  default = \"«L»\"\n}\n"},
		{name: "map", text: "environment = {\n  LOGSTAG_API_KEY = \"«L»\"\n}\n"},
		{name: "map with colon", text: "environment = { \"LOGSTAG_API_KEY\" : \"«L»\" }\n"},
		{name: "Helm set block", text: "set {\n  name  = \"logstag.apiKey\"\n  value = \"«L»\"\n}\n"},
		{name: "change in a plan", text: "      ~ logstag_api_key = \"«L»\" -> \"«L»\"\n"},
		{name: "default in a template", text: "logstag_api_key: {{ .Values.key | default \"«L»\" | quote }}\n"},
		{name: "default before a template's key", text: "logstag_api_key: {{ default \"«L»\" .Values.key | quote }}\n"},
		{name: "default of a getter in a template", text: "logstag_api_key: {{ pillar.get('key', '«L»') }}\n"},
		{name: "branches of a template's condition", text: "logstag_api_key: {{ if .Prod }}«L»{{ else }}{{ .Key }}{{ end }}\n"},
		{name: "branches, quoted outside", text: "logstag_api_key = \"{{ if eq (getenv \"ENV\") \"prod\" }}«L»{{ else }}«L»{{ end }}\"\n"},
		{name: "branches, quoted inside", text: "logstag_api_key: {% if prod %}'«L»'{% else %}{{ key }}{% endif %}\n"},
		{name: "branches of Ruby's", text: "logstag_api_key = <% if @prod -%>«L»<% else -%><%= @key %><% end -%>\n"},
		{name: "default in a quoted template", text: "logstag_api_key: \"{{ lookup('env', 'KEY') | default('«L»', true) }}\"\n"},
		{name: "map of keys", text: "api_keys = {\n  region  = \"eu\"\n  logstag = \"«L»\"\n}\n"},
		{name: "map of keys on one line", text: "api_keys = { \"logstag\" = \"«L»\", \"weather\" = \"x\" }\n"},
		{name: "map of another service's keys", text: "api_keys = {\n  weather = \"«G»\"\n}\n", rule: otherRule},
		{name: "map of keys in YAML", text: "apiKeys:\n  logstag: «L»\nlogstag_region: eu\n"},
		{name: "map of keys in JSON", text: `{"apiKeys": {"primary": "«G»", "secondary": "«G»"}}`, rule: otherRule},
		{name: "here document", text: "user_data = <<EOF\n[agent]\napi_key = \"«L»\"\nEOF\n"},
		{name: "Bicep", text: "param logstagApiKey string = '«L»'\n"},
		{name: "provider", text: "provider \"weather\" {\n  api_key = \"«G»\"\n}\n", rule: otherRule},
	})
}
