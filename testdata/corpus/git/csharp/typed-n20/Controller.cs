public class ApiKeyAuthenticationHandler : AuthenticationHandler<ApiKeyAuthenticationSchemeOptions>
{
    private const string ApiKeyHeaderName = "X-Logstag-Forwarded-Api-Key-Header";
    public const string ApiKey = nameof(LogstagAgentApiKeyConfigurationSection);
    var apiKey = Configuration["Logstag:ApiKey"] ?? throw new InvalidOperationException("Logstag:ApiKey");
    services.AddSingleton(new LogstagClient(builder.Configuration.GetValue<string>("Logstag:ApiKey")));
    [JsonPropertyName("api_key")] public string? ApiKey { get; set; }
}
