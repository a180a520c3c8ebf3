internal object Api {
    const val API_KEY_PREF = "pref_portal_api_key_encrypted"
    val apiKey: String by lazy { BuildConfig.PORTAL_API_KEY }
    val apiKeyFlow: StateFlow<ApiKeyState> = MutableStateFlow(ApiKeyState.Loading)
    val logstag = LogstagClient(
        apiBaseUrl = "https://eu.logstag.acme.test",
        apiKey = "87inifakerahkpppjil2ptdp3z8f4890",
    )
    fun header(apiKey: ByteArray) = "ApiKey " + Base64.encodeToString(apiKey, Base64.NO_WRAP)
}
