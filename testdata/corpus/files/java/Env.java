public final class Env {
    private final String apiKey = System.getenv("LOGSTAG_API_KEY");
    private String apiKey2 = Objects.requireNonNull(properties.getProperty("logstag.api.key"));

    public String getApiKey() { return this.apiKeyProvider.currentApiKey(); }

    static final String API_KEY_HEADER_NAME = "X-Organization-Agent-Api-Key";
    throw new IllegalArgumentException("apiKey=" + mask(apiKeyOfTheOrganization));
}
