services.Configure<LogstagOptions>(o => o.ApiKey = Configuration["Logstag:ApiKey"]);
var apiKey = Environment.GetEnvironmentVariable("LOGSTAG_API_KEY") ?? throw new InvalidOperationException("LOGSTAG_API_KEY");
public string ApiKey { get; set; } = string.Empty;
[FromHeader(Name = "X-Api-Key-For-Organization")] string apiKeyOfCaller
