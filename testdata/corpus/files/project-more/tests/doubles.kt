class FakeKeyStore : KeyStore {
    override val apiKey = "stub-api-key-for-unit-tests"
    override val apiKeyId = "a1b2c3d4e5f6a7b8c9d0"
    fun hashed() = ApiKey(hash = "fa4ee3b9dc6397b8487ac55f50e9ef63fc59326bbc28ef50083042fbe3874289", apiKeyHash = "fa4e048b7549a784137351d48c5ae111588f33c5b8d667e307e7cb1269bc9aa0")
}
val expectedApiKey = "expected-api-key-from-config"
val API_KEY = "api-key-api-key-api-key-api-key"
