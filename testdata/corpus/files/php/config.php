<?php
define('LOGSTAG_API_KEY', 'FAKE-Z_krhv1-mvWHQu1aT_HjHZsxvn.O');
return [
    'weather' => ['api_key' => 'FAKEdY2jE5zxi3R3ddi7M0XE'],
    'geo' => ['api_key' => env('GEO_API_KEY', 'fa4e6dd5763476b8b568e0c2f9a5dd55')],
];
