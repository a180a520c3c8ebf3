<?php

declare(strict_types=1);

namespace App\Services;

final class Sms
{
    private string $apiKey = 'fa4e0367e88fb0c937ed7b03b55c9fe1c5a618e7';
    private string $apiKeyName = 'sms-versand-produktion-2024';

    public function send(string $to, string $text): void
    {
        $this->http->post('https://sms.example/api', [
            'headers' => ['X-API-KEY' => $this->apiKey],
            'json' => ['to' => $to, 'text' => $text],
        ]);
    }
}

return [
    'logstag' => [
        'url' => env('LOGSTAG_API_BASE_URL', 'https://eu.logstag.com'),
        'key' => env('LOGSTAG_API_KEY', '9ZmFJKhiXDJgbFAKEs3JrhvitSpT5u6PvzubVTOs'),
    ],
    'fcm' => ['api_key' => config('services.fcm.key')],
];
