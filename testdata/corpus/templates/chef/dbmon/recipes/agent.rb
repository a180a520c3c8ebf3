secret = chef_vault_item('monitoring', 'logstag')['api_key']
file '/etc/logstag-agent.toml' do
  mode '0600'
  sensitive true
  content <<~TOML
    [agent]
    api_base_url = "#{node['logstag']['url']}"
    api_key = "#{secret}"
  TOML
end
execute 'enroll' do
  command "/opt/logstag-agent/bin/logstag-agent enroll --api-key iOBDcwdBX1KKW0fefmggFAKEl-cRl_3y9kIi7bKo"
  environment 'LOGSTAG_API_KEY' => 'iOBDcwdBX1KKW0fefmggFAKEl-cRl_3y9kIi7bKo', 'HOME' => '/root'
  not_if { ::File.exist?('/etc/logstag-agent.toml') }
end
http_request 'ping' do
  headers({ 'X-API-Key' => data_bag_item('keys', 'ping')['api_key'] })
end
