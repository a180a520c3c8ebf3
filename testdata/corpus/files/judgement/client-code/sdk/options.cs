public sealed class AgentOptions
{
    public const string ApiKeyConfigurationPath = "Logstag:Agent:ApiKey";
    public string ApiKey { get; set; } = string.Empty;
    public string ApiKeyHeader { get; init; } = "X-Logstag-Agent-ApiKey-Header";
    public static string ApiKey => Environment.GetEnvironmentVariable("LOGSTAG_API_KEY")!;
}
