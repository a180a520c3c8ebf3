node /^db\d+/ {
  class { 'logstag::agent':
    ensure       => present,
    api_base_url => 'https://in.logstag.example',
    api_key      => 'AIcg2ghXYqZgmo7OSFML9UU2ptgFAKEfROu2hw75',
    checksum     => 'fa4e1d5662d16ad83610a6f6e887f1c1e7d3e4d7985c8a885a030a3f117ec470',
  }
  class { 'datadog_agent':
    api_key => 'fa4e6fe27a3ddaab93419a53d27bb3f3',
    tags    => ['role:db'],
  }
}
