package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import org.junit.jupiter.api.Test;

class ApiKeyFilterTest {
    private static final String API_KEY = "valid-api-key-for-testing";
    private static final String WRONG_API_KEY = "wrong-api-key-for-testing";

    @Test
    void acceptsKnownKey() {
        var request = new MockHttpServletRequest();
        request.addHeader("X-API-KEY", API_KEY);
        assertEquals(200, run(request));
    }

    @Test
    void rejectsOther() {
        var request = new MockHttpServletRequest();
        request.addHeader("X-API-KEY", "0123456789abcdef0123456789abcdef");
        request.setParameter("apiKey", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        assertEquals(401, run(request));
    }
}
