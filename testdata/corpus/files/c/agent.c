static int parse_api_key(const char *api_key, size_t api_key_length);
fprintf(stderr, "api_key=%s is not valid (%zu characters)\n", mask(api_key), n);
#define API_KEY_ENV "LOGSTAG_API_KEY_FOR_THIS_HOST_ONLY"
