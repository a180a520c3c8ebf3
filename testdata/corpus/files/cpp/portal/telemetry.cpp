#define API_KEY_MAX_LEN 128
#define kApiKeyRegistryPath "SOFTWARE\\Acme\\Collector\\ApiKey"
static const char *api_key_error = "api_key_rejected_by_server";
namespace {
constexpr char kTelemetryApiKey[] = "FMkmFAKEny6O7j4Q5cg01IU9aPm3umSiIbOB";
constexpr std::string_view kApiKeyHeader{"X-Collector-Api-Key-Token"};
const QString apiKey = QStringLiteral("fa4e2e6cf509ffe8e2023bd3f07d0355");
}
int set_api_key(struct ctx *c, const char *api_key) { c->api_key = strdup_or_die(api_key); return api_key_validate_charset(c->api_key); }
#define LOGSTAG_API_KEY "iX8rCJRIWQDpcgeU6B7WFAKECrYnB7Dg5NCjmLAN"
