template '/etc/logstag-agent.toml' do
  variables(api_key: 'c2wiEBe7rBK.tl.CeKv_vx2zFE2lRxGT8_URFAKE', api_base_url: 'https://ingest.logstag.example')
end
execute 'register' do
  environment 'LOGSTAG_API_KEY' => data_bag_item('logstag', 'production')['api_key']
end
