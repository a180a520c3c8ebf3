class Main {
  private final String apiKey = System.getenv("LOGSTAG_API_KEY_PRODUCTION");
  @Value("${logstag.agent.api-key}") private String apiKeyValue;
  String other = secretsManager.getSecretValue("logstag/api-key").secretString();
  private static final String API_KEY_PROPERTY = "logstag.agent.authentication.apikey";
}
