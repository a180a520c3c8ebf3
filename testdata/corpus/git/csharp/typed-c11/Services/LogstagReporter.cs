using System.Net.Http.Headers;

namespace Example.Services;

public sealed class LogstagReporter
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://ingest.logstag.io") };

    public LogstagReporter()
    {
        _http.DefaultRequestHeaders.Add("X-Api-Key", "vEw4Eu3Ftnhdo7PCo1FAKEajbWiWzGcj5qpvHbjNglxI");
    }

    public string ApiKey { get; init; } = @"PEjqFAKEcP1mqcvN3Yp-uhHgM0PmZ0rR-Ubw.KHN";
}
