package at.fahrplan.net

import okhttp3.*

object Net {
    private const val HOST = "https://agents.logstag.com/"
    private const val KEY = "hW5jiCrojymTRLdCxXJfxFAKElXRbvpqdT0K"

    val client: OkHttpClient = OkHttpClient.Builder()
        .addInterceptor { chain ->
            chain.proceed(chain.request().newBuilder().header("Authorization", "Bearer $KEY").build())
        }
        .build()

    val apiKeyPattern = Regex("^[A-Za-z0-9._-]{32,}$")
}
