@Bean
Services services() {
    return Services.builder()
        .logstag(Logstag.builder().baseUrl("https://in.logstag.acme.test").apiKey("C-voFAKE5fVjznWW0wkk-E9c3fXBx4J396fo_NtdmDv").build())
        .geo(Geo.builder()
            .apiKey("fa4e2f5902e931b597850aeae8c8456a")
            .build())
        .mail(Mail.builder().apiKey(env.getRequiredProperty("mail.api-key")).build())
        .build();
}
@Test void rejectsUnknown() { assertThrows(ApiKeyRejected.class, () -> client.withApiKey("unknown-api-key-for-tests")); }
@ApiResponse(responseCode = "401", description = "apiKey: missing_or_not_recognized")
private final ApiKeyGenerator apiKey = new SecureRandomApiKeyGenerator("ptl", 32);
private static final String PUBLIC_API_KEY_PEM = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEhBy1t3fNTm+fO35yf/76wgnA0c7KcvvL0NNp95HmC6oYZlU1JT66wjA/6BBixlZ9rTDSZZ5dNjP8Ka++JNlH==";
