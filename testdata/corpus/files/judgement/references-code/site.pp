class { 'logstag::agent':
  api_key => lookup('profile::logstag::agent_api_key'),
  maps_api_key => Sensitive($facts['maps_api_key_value']),
}
