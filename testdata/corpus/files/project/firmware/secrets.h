#pragma once
#define WIFI_SSID "werkhalle"
#define WIFI_PASS "changeme"
const char* thingspeakApiKey = "T1KFCINDvHkFAKEB";
String apiKeyValue = "zoOrfcmKv1WFAKEeqS90b9mW";
static constexpr std::string_view kApiKey{"PMTCMJiQw7oFAKEuQ3rGiBN35Rc8WRy7gt3JpfyR"};
