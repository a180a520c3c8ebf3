# frozen_string_literal: true
default['logstag']['version']      = '2.4.1'
default['logstag']['api_base_url'] = 'https://acme.logstag.example'
default['logstag']['api_key']      = 'XfOG5lhRJzBTW0ZB9bd6sY8FAKEeYRZpLMOi'
default['newrelic']['license']     = data_bag_item('newrelic', 'prod')['license']
default['cloudamqp'] = {
  'region' => 'eu-west',
  :api_key => "fa4ee6c5-c77a-f0dc-8390-1fbd8592f57c",
}
node.override['papertrail']['api_key'] = Chef::EncryptedDataBagItem.load('keys', 'papertrail')['api_key']
