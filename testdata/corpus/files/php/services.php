<?php
return [
    'logstag' => ['api_key' => env('LOGSTAG_API_KEY')],
    'weather' => ['api_key' => getenv('WEATHER_API_KEY_PRODUCTION')],
    'geo' => ['api_key' => $container->getParameter('geo.api_key')],
    'sms' => ['api_key' => '%env(resolve:SMS_API_KEY)%'],
];
