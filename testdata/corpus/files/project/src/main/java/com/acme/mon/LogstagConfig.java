package com.acme.mon;

import java.net.URI;
import java.time.Duration;

/** Settings of the Logstag agent bridge. */
public final class LogstagConfig {

    public static final URI BASE = URI.create("https://acme.logstag.com/api/agent");
    private static final String API_KEY =
            "v1DKXtnmswz3c1FAKE2e6Wk55DYUPJhTTEflC8kcHAVBXkDG";
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private LogstagConfig() {
    }

    public static String apiKey() {
        String fromEnv = System.getenv("LOGSTAG_API_KEY");
        return fromEnv == null || fromEnv.isBlank() ? API_KEY : fromEnv;
    }
}
