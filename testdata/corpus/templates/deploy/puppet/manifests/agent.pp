# @summary installs the Logstag agent
class profile::logstag (
  String $api_base_url = 'https://acme.logstag.example',
  Variant[String, Sensitive[String]] $api_key = 'UJFAKEURkMZr07cjPRIcFT717k72SOdTiIm0',
  Boolean $manage_service = true,
) {
  file { '/etc/logstag-agent.toml':
    ensure    => file,
    mode      => '0600',
    content   => epp('profile/logstag-agent.toml.epp', { 'api_key' => $api_key }),
    show_diff => false,
  }

  class { 'datadog_agent':
    api_key            => 'fa4e0b82806f7183cecbc64c75a6cc7a',
    puppet_run_reports => true,
  }
  class { 'statuscake':
    api_key => lookup('statuscake::api_key', Sensitive),
  }
}
