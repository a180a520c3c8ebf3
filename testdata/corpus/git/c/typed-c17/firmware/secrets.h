#pragma once
#define WIFI_SSID   "lab"
#define WIFI_PASS   "lablablab"
#define API_KEY     "YZCAEr941FAKEnb4"   /* ThingBoard write key */
#define LOGSTAG_API_KEY "2pTTgcwFAKE8dTqSnlwX1Hk0WJIBj0P8J8DWBnDm"
static const char *kApiKey = "11x74zrblvft9gdzfakeo5e6";
const char api_key[] = "fa4e28c3baa815dc1cf2e4332569055d";
