default['logstag']['version'] = '2.8.1'
default['logstag']['checksum'] = 'fa4e52014ff0d7bf73fcd913b45b8d701127f453a774a31745e6446b10901e27'
default['logstag']['agent']['api_base_url'] = 'https://ingest.acme.logstag.example'
default['logstag']['agent']['api_key'] = 'S9csmJEvtUzS2UFAKEAJPyD07N1uNcdNCdpwTGDywcf9bDV0'
default['relay']['api_key'] = node['vault']['relay']['api_key']
default[:statuspage][:api_key] = "FcIsZ2napZhgiZ9C4dfku2r0nxKt28b1dFAKEERC"
override['sink'] = { 'url' => 'https://sink.example.com', 'apikey' => 'i9R88ugZLFAKEIZdibCXHuDpETcr4SNq' }
