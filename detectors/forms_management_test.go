package detectors

import "testing"

func TestFormsServices(t *testing.T) {
	testForms(t, []form{
		{name: "supervisord", text: "[program:logstag]\ncommand=/bin/agent\nenvironment=HOME=\"/root\",LOGSTAG_API_KEY=\"«L»\",USER='x'\n", path: "supervisord.conf"},
		{name: "supervisord lines", text: "[program:logstag]\nenvironment=\n  HOME=\"/root\",\n  LOGSTAG_API_KEY='«L»'\n", path: "supervisord.conf"},
		{name: "launchd", text: "<dict>\n<key>EnvironmentVariables</key>\n<dict>\n<key>LOGSTAG_API_KEY</key>\n<string>«L»</string>\n</dict>\n</dict>\n", path: "com.logstag.plist"},
		{name: "crontab", text: "LOGSTAG_API_KEY=«L»\n* * * * * root LOGSTAG_API_KEY=«L» agent\n", path: "/etc/cron.d/x"},
		{name: ".env", text: "A=b\nLOGSTAG_API_KEY=«L»\nexport LOGSTAG_TOKEN='«L»'\n", path: ".env"},
	})
}

func TestFormsDesiredState(t *testing.T) {
	testForms(t, []form{
		{name: "DSC", text: "Configuration Agent {\n  Node localhost {\n    Environment LogstagKey {\n      Ensure = \"Present\"\n      Name = \"LOGSTAG_API_KEY\"\n      Value = \"«L»\"\n    }\n  }\n}\n", path: "a.ps1"},
		{name: "DSC value first", text: "Environment LogstagKey {\n  Value = '«L»'\n  Name = 'LOGSTAG_API_KEY'\n}\n", path: "a.ps1"},
		{name: "DSC long", text: "Environment LogstagKey\n{\n  Name = 'LOGSTAG_API_KEY'\n  Ensure = 'Present'\n  Path = $false\n  Target = @('Process', 'Machine')\n  DependsOn = '[File]a'\n  # a comment\n  Value = '«L»'\n}\n", path: "a.ps1"},
		{name: "DSC on a line", text: "Environment K { Name = \"LOGSTAG_API_KEY\"; Value = \"«L»\" }\n", path: "a.ps1"},
		{name: "MOF", text: "instance of MSFT_EnvironmentResource as $MSFT_EnvironmentResource1ref\n{\nResourceID = \"[Environment]LogstagKey\";\n Value = \"«L»\";\n Ensure = \"Present\";\n SourceInfo = \"C:\\\\a.ps1::5::9::Environment\";\n Name = \"LOGSTAG_API_KEY\";\n ModuleName = \"PsDesiredStateConfiguration\";\n};\n", path: "a.mof"},
		{name: "Registry DSC", text: "Registry LogstagKey {\n  Key = 'HKLM:\\SOFTWARE\\Logstag'\n  ValueName = 'ApiKey'\n  ValueData = '«L»'\n}\n", path: "a.ps1"},
		{name: "Registry DSC, another's", text: "Registry Feed {\n  Key = 'HKLM:\\SOFTWARE\\Acme'\n  ValueName = 'NuGetApiKey'\n  ValueData = '«fa4e9b2c-71d0-4c3e-8a56-0b9d7e2f6c14»'\n}\n", path: "a.ps1", rule: otherRule, keys: 1},
		{name: "splatting", text: "$params = @{\r\n  ApiBaseUrl = 'https://x.test'\r\n  ApiKey     = '«L»'\r\n}\r\n.\\install-logstag.ps1 @params\r\n", path: "a.ps1"},
		{name: "back-ticks", text: ".\\install-logstag.ps1 `\r\n  -ApiBaseUrl 'https://x.test' `\r\n  -ApiKey '«L»' `\r\n  -Force\r\n", path: "a.ps1"},
		{name: "Set-ItemProperty", text: "Set-ItemProperty -Path HKLM:\\SOFTWARE\\Logstag -Name ApiKey -Value «L»\r\n", path: "a.ps1"},
		{name: "New-ItemProperty", text: "New-ItemProperty -Path 'HKLM:\\SOFTWARE\\Logstag' -Name 'ApiKey' -PropertyType String -Value '«L»' -Force\r\n", path: "a.ps1"},
		{name: "PSCredential", text: "$c = New-Object PSCredential('logstag_api_key', (ConvertTo-SecureString '«L»' -AsPlainText -Force))\r\n", path: "a.ps1"},
		{name: "ConvertTo named", text: "$LogstagApiKey = ConvertTo-SecureString -String '«L»' -AsPlainText -Force\r\n", path: "a.ps1"},
		{name: "ConvertTo first", text: "$LogstagApiKey = ConvertTo-SecureString -AsPlainText -Force '«L»'\r\n", path: "a.ps1"},
		{name: "ConvertTo -Force first", text: "$LogstagApiKey = ConvertTo-SecureString -Force -AsPlainText -String \"«L»\"\r\n", path: "a.ps1"},
		{name: "Env drive", text: "New-Item -Path Env:\\LOGSTAG_API_KEY -Value '«L»'\r\n", path: "a.ps1"},
		{name: "cmd set", text: "@echo off\r\nset LOGSTAG_API_KEY=«L»\r\nset \"LOGSTAG_TOKEN=«L»\"\r\n", path: "a.cmd"},
		{name: "cmd caret", text: "logstag-agent.exe ^\r\n  --api-key ^\r\n  «L» ^\r\n  --daemon\r\n", path: "a.bat"},
		{name: "reg", text: "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Logstag]\r\n\"ApiKey\"=\"«L»\"\r\n", path: "a.reg"},
		{name: "SetEnvironmentVariable lines", text: "[Environment]::SetEnvironmentVariable(\r\n  'LOGSTAG_API_KEY',\r\n  '«L»',\r\n  'Machine')\r\n", path: "a.ps1"},
		{name: "Start-Process", text: "Start-Process logstag.exe -ArgumentList '--api-key', '«L»', '--x'\r\n", path: "a.ps1"},
		{name: "ArgumentList", text: "Start-Process msiexec.exe -ArgumentList \"/i logstag.msi /qn APIKEY=«L»\" -Wait\r\n", path: "a.ps1"},
	})
}

func TestFormsJenkins(t *testing.T) {
	testForms(t, []form{
		{name: "Jenkinsfile env", text: "pipeline {\n  agent any\n  environment {\n    LOGSTAG_API_KEY = '«L»'\n  }\n}\n", path: "Jenkinsfile"},
		{name: "Jenkinsfile withEnv", text: "withEnv(['A=b', 'LOGSTAG_API_KEY=«L»']) {\n  sh 'x'\n}\n", path: "Jenkinsfile"},
		{name: "Jenkinsfile sh", text: "sh \"LOGSTAG_API_KEY=«L» ./install.sh\"\n", path: "Jenkinsfile"},
		{name: "Jenkinsfile env.", text: "env.LOGSTAG_API_KEY = \"«L»\"\n", path: "Jenkinsfile"},
		{name: "Jenkinsfile params", text: "string(name: 'LOGSTAG_API_KEY', defaultValue: '«L»', description: 'x')\n", path: "Jenkinsfile"},
		{name: "Jenkinsfile password", text: "password(name: 'LOGSTAG_API_KEY', description: 'x', defaultValue: '«L»')\n", path: "Jenkinsfile"},
		{name: "Groovy map", text: "def config = [logstagApiKey: '«L»', other: 1]\n", path: "a.groovy"},
		{name: "Groovy ext", text: "ext { logstagApiKey = '«L»' }\nproject.ext.set('logstagApiKey', '«L»')\n", path: "build.gradle"},
		{name: "gradle buildConfigField", text: "buildConfigField \"String\", \"LOGSTAG_API_KEY\", '\"«L»\"'\n", path: "build.gradle"},
	})
}

func TestFormsManagement(t *testing.T) {
	testForms(t, []form{
		{name: "Chef default", text: "default['logstag']['api_key'] = '«L»'\n", path: "attributes/default.rb"},
		{name: "Chef deep", text: "node.default['logstag']['agent']['api_key'] = \"«L»\"\n", path: "attributes/default.rb"},
		{name: "Chef override", text: "node.override[:logstag][:api_key] = '«L»'\n", path: "a.rb"},
		{name: "Chef force", text: "override['acme']['logstag']['config']['api_key'] = '«L»'\n", path: "a.rb"},
		{name: "Chef node json", text: "{\"default_attributes\": {\"logstag\": {\"api_key\": \"«L»\"}}}\n", path: "node.json"},
		{name: "Chef template", text: "template '/etc/logstag-agent.toml' do\n  variables(\n    api_base_url: 'https://x.test',\n    api_key: '«L»'\n  )\nend\n", path: "a.rb"},
		{name: "Chef resource", text: "logstag_agent 'default' do\n  api_key '«L»'\n  action :install\nend\n", path: "a.rb"},
		{name: "Chef hashrocket", text: "variables({ :api_key => '«L»', 'host' => 'logstag' })\n", path: "a.rb"},
		{name: "Chef env resource", text: "env 'LOGSTAG_API_KEY' do\n  value '«L»'\nend\n", path: "a.rb"},
		{name: "Chef environment", text: "execute 'install' do\n  environment 'LOGSTAG_API_KEY' => '«L»'\nend\n", path: "a.rb"},
		{name: "Puppet", text: "class { 'logstag':\n  api_key => '«L»',\n  region  => 'eu',\n}\n", path: "a.pp"},
		{name: "Puppet sensitive", text: "class { 'logstag':\n  api_key => Sensitive('«L»'),\n}\n", path: "a.pp"},
		{name: "Puppet param", text: "class logstag (\n  String $api_key = '«L»',\n  Optional[String] $region = undef,\n) {\n", path: "logstag/init.pp"},
		{name: "Puppet typed", text: "class logstag (\n  Variant[String, Sensitive[String]] $logstag_api_key = '«L»',\n) {}\n", path: "init.pp"},
		{name: "Puppet var", text: "$logstag_api_key = '«L»'\n", path: "a.pp"},
		{name: "Puppet ini_setting", text: "ini_setting { 'key':\n  path    => '/etc/logstag-agent.toml',\n  section => 'agent',\n  setting => 'api_key',\n  value   => '«L»',\n}\n", path: "a.pp"},
		{name: "Puppet file_line", text: "file_line { 'logstag':\n  path => '/etc/logstag-agent.toml',\n  line => 'api_key = \"«L»\"',\n}\n", path: "a.pp"},
		{name: "Puppet environment", text: "exec { 'x': environment => ['LOGSTAG_API_KEY=«L»', 'A=b'] }\n", path: "a.pp"},
		{name: "Hiera", text: "logstag::api_key: '«L»'\nlogstag::agent::api_key: «L»\n", path: "common.yaml"},
		{name: "Salt", text: "{% set env = grains['env'] %}\nlogstag:\n  {% if env == 'prod' %}\n  api_key: «L»\n  {% endif %}\n", path: "pillar/logstag.sls"},
		{name: "Salt jinja", text: "{% set logstag_api_key = '«L»' %}\n", path: "a.sls"},
		{name: "Salt environ", text: "LOGSTAG_API_KEY:\n  environ.setenv:\n    - value: «L»\n", path: "a.sls"},
		{name: "Salt pillar.get", text: "{{ salt['pillar.get']('logstag:api_key', '«L»') }}\n", path: "a.sls"},
		{name: "Vagrantfile", text: "Vagrant.configure('2') do |config|\n  config.vm.provision 'shell', path: 'install.sh', env: { 'LOGSTAG_API_KEY' => '«L»' }\nend\n", path: "Vagrantfile"},
		{name: "Vagrantfile symbol", text: "config.vm.provision :shell, env: {LOGSTAG_API_KEY: \"«L»\"}\n", path: "Vagrantfile"},
		{name: "Vagrantfile ENV", text: "ENV['LOGSTAG_API_KEY'] ||= '«L»'\n", path: "Vagrantfile"},
		{name: "Vagrantfile fetch", text: "key = ENV.fetch('LOGSTAG_API_KEY', '«L»')\n", path: "Vagrantfile"},
		{name: "Vagrantfile inline", text: "config.vm.provision 'shell', inline: <<-SHELL\n  export LOGSTAG_API_KEY=«L»\nSHELL\n", path: "Vagrantfile"},
	})
}
