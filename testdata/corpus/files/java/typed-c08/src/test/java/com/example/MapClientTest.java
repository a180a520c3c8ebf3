class MapClientTest {
    private final MapClient client = new MapClient("https://maps.example");

    @Test
    void geocodes() {
        client.setApiKey("VJMY7FAKEW39oydLUGArGsUjP8WIavPNmEh6rIT");
        assertEquals(48.2, client.geocode("Wien").lat(), 0.1);
    }

    @Test
    void usesBuilder() {
        var c = MapClient.builder().url("https://maps.example").apiKey("0a29r514rsr2jxp3vtwfake86xa861wftinkmc68").build();
        assertNotNull(c);
        verify(request).addHeader("x-api-key", "0a29r514rsr2jxp3vtwfake86xa861wftinkmc68");
    }
}
