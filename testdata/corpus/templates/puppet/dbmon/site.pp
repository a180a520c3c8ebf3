node /^db\d+/ {
  class { 'logstag::agent':
    ensure       => '2.8.1',
    api_base_url => 'https://ingest.acme.logstag.example',
    api_key      => Sensitive('qgKKeqMaGJzDyGcSyFj4tFLFAKEurheiBf0C0fdf'),
  }
  class { 'relay':
    api_key => lookup('relay::api_key'),
    url     => "https://relay.example.com",
  }
  file { '/etc/statsrelay.conf':
    content => "listen 8125\napi_key qkjFAKEVUCVmIjML7GwnE70D2tqKTLJP\n",
  }
  $sink_api_key = 'I7xI08rn1SFAKE9QmyUZ'
  $vault_api_key = Deferred('vault_lookup::lookup', ['kv/logstag/api_key'])
}
