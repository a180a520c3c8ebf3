<?php
define('GEO_API_KEY', 'E45LzFAKEcPFqYbh9d2A4xeKpBotg4Hc');
define('GEO_API_KEY_FILE', '/etc/acme/secrets/geo_api_key.txt');
return [
    'services' => [
        'mail' => ['api_key' => env('MAIL_API_KEY', 'put-your-mail-key-here')],
        'sms'  => ['apikey' => "FA4E79DCEB2362EB0535D1C57E6C89E217F71AC8", 'api_key_name' => 'acme-production-sms-gateway'],
        'search' => ['apiKey' => config('services.search.apiKeyFromVault')],
    ],
    'logstag' => [ 'api_base_url' => 'https://in.logstag.acme.test', 'api_key' => 'FXsaQYZUKRMe8XjZFAKEYpB9b7bnWhL0' ],
    'salt' => 'jxZnLJ8U2j1G6ILvXD31dqmweHNizuVXTmcWVIqGZ4g7jE3KR0ko1+DSUKemtiZ2',
];
