default['logstag']['version'] = '2.8.0'
default['logstag']['checksum'] = 'fa4e9dcab6a57d1d9b7f5e88b5479c1b43eabde861dab7cf10a836d19fea0afd'
default['logstag']['api_key'] = '39nJTJoCVKkagCb2SKFAKEjwh84yPRw5'
default['logstag']['api_base_url'] = 'https://in.logstag.example'
default['fastly']['api_key'] = 'fa4e2b9d0a22340d4aa11b473f3a7267'
override['newrelic']['api_key'] = data_bag_item('monitoring', 'newrelic')['api_key']
