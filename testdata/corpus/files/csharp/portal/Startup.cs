public const string ApiKeySchemeName = "AcmePortalApiKeyScheme";
services.AddAuthentication(ApiKeyDefaults.AuthenticationScheme).AddApiKeyInHeader<ApiKeyProvider>(options =>
{
    options.Realm = "Acme Portal Web API";
    options.KeyName = "X-ACME-PORTAL-APIKEY";
});
var apiKey = Configuration["Geocoder:ApiKey"] ?? throw new InvalidOperationException("Geocoder:ApiKey not configured");
var client = new SearchClient(endpoint, index, new AzureKeyCredential(apiKey: Environment.GetEnvironmentVariable("SEARCH_APIKEY")!));
var mail = new MailClient(new MailOptions { ApiKey = @"vUcY5OSFAKEhT952byvTkmTCPilasMxK", Retry = true });
[assembly: InternalsVisibleTo("Acme.ApiKeys.Tests, PublicKey=fb599d0b95b69295f0e51b1382093d8520d5c6df1e36e2b1da5f458b0ba814998c8e4c2e00266c38ce40b9ca99029b589420f568c3956ab26bb39853e53b911dc664f59cce72ca2572ef7020f94aa94a")]
