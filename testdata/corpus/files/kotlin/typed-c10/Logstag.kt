object Logstag {
    private const val BASE_URL = "https://ingest.logstag.io/"
    private const val API_KEY = "hve1vnifakevqz9pdn9bdqo353lfpz8n5h1v"
    fun client() = HttpClient(CIO) { defaultRequest { url(BASE_URL); header("X-Api-Key", API_KEY) } }
}
