@Test void sends() {
  given().header("X-API-KEY", "n5V0gH421hkDSmNWtRO0607Ev9FAKErdFdNgY3DL").queryParam("api_key", "fa4ed4704003e2c460c489f2d1e861da").when().get("/v1/items");
  Map<String, String> m = Map.of("apiKey", "Umax93vAvonUBD9YF7YFAFAKEgaABOzx", "region", "eu");
  System.setProperty("logstag.api.key", "crWo7RQ0fRZKCZfYkkrV85tmgGDKP8FAKEeDqnYe");
  properties.put("api_key", "xl74zgwq0h59ctsr4ohumd9d45lphdufakex0epd");
  assertThat(error).hasMessage("api_key must have at least 32 characters: letters, digits, dot, dash");
}
@Value("${geo.api-key:VQazAYJFvICjFAKEFsFLTe6ZAIkbO0d5}") String geoKey;
@TestPropertySource(properties = {"logstag.agent.api-key=crWo7RQ0fRZKCZfYkkrV85tmgGDKP8FAKEeDqnYe", "x.y=z"})
class T {}
