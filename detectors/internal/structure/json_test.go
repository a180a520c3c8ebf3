package structure

import "testing"

func TestJSON(t *testing.T) {
	testRows(t, JSON, []row{
		{"plain", `{"a": "«b»"}`, "a", "b"},
		{"byte-order mark", "\ufeff{\"a\": \"«b»\"}", "a", "b"},
		{"escapes", `{"a": "«\u0062\/c\"»"}`, "a", `b/c"`},
		{"UTF-16 escapes", `{"a": "«b\ud835\udca9»"}`, "a", "b𝒩"},
		{"comments and commas", "// x\n{/* y */ \"a\": \"«b»\", // z\n}\n", "a", "b"},
		{"slashes in strings", `{"u": "http://x", "a": "«b/*c*/»"}`, "a", "b/*c*/"},
		{"JSON5", "{a: '«b»', // c\n}", "a", "b"},
		{"JSON5 with tabs", "{\n\ta: {\n\t\tb: '«c»',\n\t},\n}\n", "b", "c"},
		{"template", "{\n\t\"x\": {{ y | to_json }},\n\t{% if z %}\n\t\"a\": \"«b»\"\n\t{% endif %}\n}\n", "a", "b"},
		{"several values", "{\"x\": 1}\n{\"a\": \"«b»\"}\n", "a", "b"},
		{"cut off", `{"a": "«b»", "c": {"d": `, "a", "b"},
		{"list", `{"a": [1, "«b»"]}`, "a", "b"},
		{"nested names", `{"logstag": {"agent": {"key": "«v»"}}}`, "logstag.agent.key", "v"},
		{"ARM parameter", `{"parameters": {"logstagApiKey": {"value": "«v»"}}}`, "logstagApiKey", "v"},
		{"ARM default", `{"parameters": {"logstagApiKey": {"type": "securestring", "metadata": {"description": "d"}, "defaultValue": "«v»"}}}`, "logstagApiKey", "v"},
		{"CloudFormation default", `{"Parameters": {"LogstagApiKey": {"Type": "String", "NoEcho": true, "Default": "«v»"}}}`, "LogstagApiKey", "v"},
		{"CloudFormation parameter list", `[{"ParameterKey": "A", "UsePreviousValue": false, "ParameterValue": "«v»"}]`, "A", "v"},
		{"Fn::Join", `{"A": {"Fn::Join": ["", ["«v", "w»"]]}}`, "A", "vw"},
		{"Fn::Join with a reference", `{"A": {"Fn::Join": ["-", ["«v»", {"Ref": "x"}]]}}`, "A", "v-${}"},
		{"Fn::Sub", `{"A": {"Fn::Sub": "«v»"}}`, "A", "v"},
		{"tfstate output", `{"outputs": {"logstag_api_key": {"value": "«v»", "type": "string", "sensitive": true}}}`, "logstag_api_key", "v"},
		{"tfstate resource", `{"resources": [{"instances": [{"attributes": {"arn": "x", "name": "/logstag/api_key", "tags": {}, "value": "«v»"}}]}]}`, "/logstag/api_key", "v"},
		{"resource that is a key", `{"resources": [{"type": "aws_api_gateway_api_key", "instances": [{"attributes": {"name": "partner", "value": "«v»"}}]}]}`, "aws_api_gateway_api_key", "v"},
		{"resource that is a key, CloudFormation", `{"Resources": {"X": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Value": "«v»"}}}}`, "ApiKey", "v"},
		{"list of keys", `{"apiKeys": [{"name": "partner", "value": "«v»"}]}`, "apiKeys", "v"},
		{"docker inspect", `[{"Config": {"Env": ["PATH=/bin", "A=«v»"]}}]`, "A", "v"},
		{"ECS environment", `{"containerDefinitions": [{"environment": [{"value": "«v»", "name": "A"}]}]}`, "A", "v"},
		{"JSON in a string", `{"a": "{\"b\": \"«v»\"}"}`, "b", "v"},
		{"JSON in JSON in a string", `{"a": "{\"b\": \"{\\\"c\\\": \\\"«v»\\\"}\"}"}`, "c", "v"},
		{"TOML in a string", `{"a": "[agent]\nb = \"«v»\"\n"}`, "b", "v"},
	})
}
