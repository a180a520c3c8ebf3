public class Client {
    private final MonitorClient monitor = MonitorClient.builder()
            .endpoint("https://java.logstag.com")
            .apiKey("q9MOLIavtWzIE7FAKEAc1y34NSwQj0xr8WFc1oR1")
            .build();
    private final Geo geo = new Geo.Builder().apiKey("eLfAAFAKE5kODVoI96GvkKm3IhukrdgjoKlkWfVq").language("de").build();
    @Value("${shop.api-key:}") private String apiKey;
    @Schema(description = "apiKey", example = "3fa85f64-5717-4562-b3fc-2c963f66afa6") private String apiKeyId;
}
