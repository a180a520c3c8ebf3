#define LOGSTAG_API_KEY "jdT.HpGRnXiMK-or8PJuqmzneahSQN_ZFAKE"
static const char weather_api_key[] = "FAKERswYqEWvIvk2t1Bh";
