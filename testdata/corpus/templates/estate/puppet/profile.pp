class profile::logstag (
  Sensitive[String[32]] $api_key = lookup('logstag::api_key'),
  Stdlib::HTTPUrl $api_base_url  = 'https://in.logstag.example',
) {
  file { '/etc/logstag-agent.toml':
    content   => epp('profile/logstag-agent.toml.epp', { 'api_key' => $api_key.unwrap }),
    show_diff => false,
    mode      => '0600',
  }
}
