#include <stdio.h>
#include <string.h>
#include <curl/curl.h>

#define LOGSTAG_URL     "https://plant7.logstag.com/v1/ingest"
#define LOGSTAG_API_KEY "FtvmeHpwtGJqy5XuQS8FpSQPR7pzBtezyvc1r2oRFAKEOPvk"
#define API_KEY_MAX     128
#define API_KEY_PREFERENCE "api_key_stored_in_nvs_partition"

static const char api_key_fmt[] = "X-Api-Key: %s";

int push(const char *json)
{
    struct curl_slist *h = NULL;
    char hdr[256];
    snprintf(hdr, sizeof hdr, api_key_fmt, LOGSTAG_API_KEY);
    h = curl_slist_append(h, hdr);
    h = curl_slist_append(h, "X-Plant-Api-Key: NgSYLlTx6tiMyjH65xtoYjNjgZFAKEWb1rpk7Dn0IT6");
    CURL *c = curl_easy_init();
    curl_easy_setopt(c, CURLOPT_URL, LOGSTAG_URL);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, h);
    return curl_easy_perform(c);
}
