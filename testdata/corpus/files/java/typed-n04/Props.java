@ConfigurationProperties(prefix = "logstag.agent")
public record LogstagAgentProperties(@NotBlank @Size(min = 32) String apiKey, URI apiBaseUrl) {
    public static final String API_KEY_PROPERTY = "logstag.agent.api-key.encrypted.value";
    private static final String API_KEY_PATTERN = "[A-Za-z0-9._-]{32,}";
    @Value("${logstag.agent.api-key}") String injected;
    private static final Logger log = LoggerFactory.getLogger(LogstagAgentKeyRotationScheduledTask.class);
    public String masked() { return apiKey.substring(0, 4) + "****************************"; }
    static final long serialVersionUID = -8849238472938472938L;
    String apiKey = System.getenv().getOrDefault("LOGSTAG_API_KEY", properties.getDefaultLogstagApiKey());
}
