package detectors

import "testing"

func TestFormsCommandLine(t *testing.T) {
	testForms(t, []form{
		{name: "printf", text: "printf 'LOGSTAG_API_KEY=%s\\n' «L» >> .env\n", lineText: true},
		{name: "printf, another service", text: "printf \"WEATHER_API_KEY=%s\\n\" '«G»' > .env\n", rule: otherRule, lineText: true},
		{name: "debconf", text: "logstag-agent logstag-agent/api_key password «L»\n"},
		{name: "Nushell list of headers", text: "http get -H [X-API-Key «L»] https://ingest.logstag.test/v1\n"},
		{name: "Nushell list of headers, another service", text: "http get -H [X-API-Key «G»] https://weather.test/v1\n", rule: otherRule},
		{name: "--api-key X", text: "logstag-agent --api-key «L» --verbose\n", lineText: true},
		{name: "--api-key=X", text: "logstag-agent --api-key=«L»\n", lineText: true},
		{name: "--api-key quoted", text: "logstag-agent --api-key '«L»'\n", lineText: true},
		{name: "--api_key", text: "logstag-agent --api_key \"«L»\"\n", lineText: true},
		{name: "-api-key", text: "logstag-agent -api-key «L»\n", lineText: true},
		{name: "--apikey=quoted", text: "logstag-agent --apikey=\"«L»\"\n", lineText: true},
		{name: "--logstag-api-key", text: "./wrapper --logstag-api-key «L»\n", lineText: true},
		{name: "continued line", text: "logstag-agent \\\n  --api-key \\\n  «L»\n"},
		{name: "process arguments", text: "/opt/logstag-agent/bin/logstag-agent\x00--api-key\x00«L»\x00--daemon", lineText: true},
		{name: "process arguments with =", text: "/opt/logstag-agent/bin/logstag-agent\x00--api-key=«L»\x00", lineText: true},
		{name: "api_key=X", text: "logstag-agent configure api_key=«L»\n", lineText: true},
		{name: "helm --set", text: "helm install logstag ./chart --set agent.apiKey=«L»\n", lineText: true},
		{name: "helm --set among others", text: "helm upgrade logstag ./chart --set agent.region=eu,agent.apiKey=«L»,agent.debug=true\n", lineText: true},
		{name: "helm --set quoted", text: "helm install logstag . --set-string \"agent.apiKey=«L»\"\n", lineText: true},
		{name: "helm --set alone on the line", text: "helm install logstag . \\\n  --set agent.apiKey=«L»\n"},
		{name: "kubectl", text: "kubectl create secret generic logstag --from-literal=api-key=«L»\n", lineText: true},
		{name: "terraform -var", text: "terraform apply -var 'logstag_api_key=«L»'\n", lineText: true},
		{name: "terraform -var=", text: "terraform apply -var=\"logstag_api_key=«L»\"\n", lineText: true},
		{name: "sed", text: "sed -i.bak 's/api_key = .*/api_key = \"«L»\"/' /etc/logstag-agent.toml\n", lineText: true},
		{name: "echo into the file", text: "echo 'api_key = \"«L»\"' | sudo tee -a /etc/logstag-agent.toml\n", lineText: true},
		{name: "bash with timestamps", text: "#1718000000\nexport LOGSTAG_API_KEY=«L»\n#1718000009\nls\n", lineText: true},
		{name: "zsh extended", text: ": 1718000000:0;LOGSTAG_API_KEY=«L» ./install.sh\n", lineText: true},
		{name: "fish history", text: "- cmd: set -x LOGSTAG_API_KEY «L»\n  when: 1718000000\n", lineText: true},
		{name: "another service", text: "weather --api-key «G» --city Oslo\n", rule: otherRule, lineText: true},
		{name: "another service with =", text: "weather --api-key=«G»\n", rule: otherRule, lineText: true},
	})
}

func TestFormsPowerShell(t *testing.T) {
	testForms(t, []form{
		{name: "$env:", text: "$env:LOGSTAG_API_KEY = \"«L»\"\r\n", lineText: true},
		{name: "$env: tight", text: "$env:LOGSTAG_API_KEY='«L»'; .\\install.ps1\r\n", lineText: true},
		{name: "${env:}", text: "${env:LOGSTAG_API_KEY} = '«L»'\r\n"},
		{name: "-ApiKey", text: ".\\install-logstag.ps1 -ApiKey «L» -ApiBaseUrl https://ingest.example.test\r\n", lineText: true},
		{name: "-ApiKey quoted", text: ".\\install-logstag.ps1 -ApiBaseUrl 'https://ingest.example.test' -ApiKey \"«L»\"\r\n", lineText: true},
		{name: "-ApiKey colon", text: ".\\install-logstag.ps1 -ApiKey:«L»\r\n", lineText: true},
		{name: "-ApiKey on the next line", text: ".\\install-logstag.ps1 `\r\n  -ApiKey `\r\n  \"«L»\"\r\n"},
		{name: "SetEnvironmentVariable", text: "[Environment]::SetEnvironmentVariable(\"LOGSTAG_API_KEY\", \"«L»\", \"Machine\")\r\n"},
		{name: "SetEnvironmentVariable, single quotes", text: "[System.Environment]::SetEnvironmentVariable('LOGSTAG_API_KEY','«L»',[System.EnvironmentVariableTarget]::Machine)\r\n"},
		{name: "setx", text: "setx LOGSTAG_API_KEY «L»\r\n", lineText: true},
		{name: "setx quoted, machine", text: "setx LOGSTAG_API_KEY \"«L»\" /M\r\n", lineText: true},
		{name: "setx machine first", text: "setx /M LOGSTAG_API_KEY «L»\r\n", lineText: true},
		{name: "splatting", text: "$p = @{ ApiBaseUrl = 'https://ingest.logstag.test'; ApiKey = '«L»' }\r\n"},
		{name: "here-string", text: "@\"\r\n[agent]\r\napi_key = \"«L»\"\r\n\"@ | Set-Content logstag-agent.toml\r\n"},
		{name: "Set-Item", text: "Set-Item -Path Env:LOGSTAG_API_KEY -Value «L»\r\n", lineText: true},
		{name: "ConvertTo-SecureString", text: "$LogstagApiKey = ConvertTo-SecureString '«L»' -AsPlainText -Force\r\n"},
		{name: "reg add", text: "reg add HKLM\\SOFTWARE\\Logstag /v ApiKey /t REG_SZ /d «L» /f\r\n", lineText: true},
		{name: "msiexec", text: "msiexec /i logstag-agent.msi /qn API_KEY=«L»\r\n", lineText: true},
	})
}

func TestFormsRequests(t *testing.T) {
	testForms(t, []form{
		{name: "X-API-Key", text: "curl -H 'X-API-Key: «L»' https://ingest.logstag.test/v1\n", lineText: true},
		{name: "X-API-Key, double quotes", text: "curl -sS -H \"X-API-Key: «L»\" https://ingest.logstag.test/v1\n", lineText: true},
		{name: "X-API-Key, tight", text: "curl -H X-API-Key:«L» https://ingest.logstag.test/v1\n", lineText: true},
		{name: "x-api-key, --header=", text: "curl --header=\"x-api-key: «L»\" https://ingest.logstag.test/\n", lineText: true},
		{name: "header after the address", text: "curl https://ingest.logstag.test/v1 -H 'X-API-Key: «L»'\n", lineText: true},
		{name: "X-API-Key, another host", text: "curl -H 'X-API-Key: «G»' https://weather.example.test/v1\n", rule: otherRule, lineText: true},
		{name: "Bearer beside the host", text: "curl -H 'Authorization: Bearer «L»' https://ingest.logstag.test/v1\n", lineText: true},
		{name: "Bearer after the host", text: "curl https://ingest.logstag.test/v1 -H \"Authorization: Bearer «L»\"\n", lineText: true},
		{name: "Bearer on lines", text: "curl https://ingest.logstag.test/v1 \\\n  -H \"Authorization: Bearer «L»\"\n"},
		{name: "--oauth2-bearer", text: "curl --oauth2-bearer «L» https://ingest.logstag.test/v1\n", lineText: true},
		{name: "raw request", text: "POST /v1/ingest HTTP/1.1\r\nHost: ingest.logstag.test\r\nAuthorization: Bearer «L»\r\n\r\n"},
		{name: "header in code", text: "req.Header.Set(\"Authorization\", \"Bearer «L»\") // logstag\n"},
		{name: "Invoke-RestMethod", text: "Invoke-RestMethod https://ingest.logstag.test -Headers @{ 'X-API-Key' = '«L»' }\n"},
		{name: "JSON body", text: "curl -d '{\"api_key\":\"«L»\"}' https://ingest.logstag.test/v1\n", lineText: true},
		{name: "form body", text: "curl -d 'api_key=«L»&host=a' https://ingest.logstag.test/v1\n", lineText: true},
		{name: "multipart", text: "POST / HTTP/1.1\r\nHost: ingest.logstag.test\r\n--b\r\nContent-Disposition: form-data; name=\"logstag_api_key\"\r\n\r\n«L»\r\n--b--\r\n"},
		{name: "query", text: "GET https://ingest.logstag.test/v1?api_key=«L»&page=2 HTTP/1.1\n", lineText: true},
		{name: "query, not first", text: "GET https://ingest.logstag.test/v1?page=2&api_key=«L» HTTP/1.1\n", lineText: true},
		{name: "query in a log", text: "10.0.0.1 - - \"GET /logstag/v1?apikey=«L» HTTP/1.1\" 200 12\n", lineText: true},
		{name: "query, fragment behind", text: "https://ingest.logstag.test/?api-key=«L»#top\n", lineText: true},
		{name: "query, percent-encoded", text: "next=https%3A%2F%2Fingest.logstag.test%2F%3Fapi_key%3D«L»%26page%3D2\n", lineText: true},
		{name: "query, encoded twice", text: "next=https%253A%252F%252Fingest.logstag.test%253Fapi_key%253D«L»%2526page%253D2\n", lineText: true},
		{name: "query, encoded value", text: "https://ingest.logstag.test/?api_key=«pct:L»&page=2\n", lineText: true},
		{name: "JSON, percent-encoded", text: "q=%7B%22logstag_api_key%22%3A%22«L»%22%7D\n", lineText: true},
		{name: "query, HTML", text: "<a href=\"https://ingest.logstag.test/?a=1&amp;api_key=«L»&amp;b=2\">\n"},
		{name: "query, another host", text: "https://weather.example.test/v1?api_key=«G»&city=Oslo\n", rule: otherRule, lineText: true},
		{name: "query, another host, encoded", text: "u=https%3A%2F%2Fweather.example.test%2F%3Fapi_key%3D«G»%26city%3DOslo\n", rule: otherRule, lineText: true},
	})
}
