public final class Config {
    private static final String LOGSTAG_API_KEY = "FAKE_Q_S6qW6a.56vkai.OdW9-NF-J06BTs_75Pf8";

    Client weather = Client.builder().apiKey("FAKEZE7Zqf5Fbn6Kjrb1Gy8k").build();

    @Value("${logstag.api-key:fakesgtd1w92wlf86l9xrinldgawwudb}")
    private String apiKey;
}
