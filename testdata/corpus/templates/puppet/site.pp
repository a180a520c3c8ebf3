class { 'logstag::agent':
  api_base_url => 'https://ingest.logstag.example',
  api_key      => 'FAKE_A40bPe.p_VvX.93W245xt6QMIGh3FFPN5y-jYFO7',
}
class { 'weather': api_key => Sensitive('FAKEmjHYAttmBGFhGSq7veXt') }
class { 'geo': api_key => lookup('geo::api_key_production') }
