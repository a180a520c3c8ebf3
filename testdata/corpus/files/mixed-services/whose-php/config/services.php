<?php
return [
    'payly' => ['api_key' => 'LzhvjCCFFQFAKE7dD61rOshQzLbK'],
    // monitoring
    'logstag' => [
        'url' => 'https://in.nord.example',
        'api_key' => 'QPKrZOXEpFAKE05GM29MCkJzd8WVlnF4GwzUki5S',
    ],
    'metricdog' => [
        'api_key' => env('METRICDOG_API_KEY'),
        'app_key' => 'fa4e8156e9c85e593b4f9a9cc3b953aa71b3830a',
    ],
];
