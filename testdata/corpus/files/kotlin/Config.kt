object Config {
    const val LOGSTAG_API_KEY: String = "dLjLC139zBmlS.yr3K2fFAKEun9JQ-N05J4XVonx_BGs"
    val weatherApiKey by lazy { "FAKEO0LPp6uSYREDMEp8pG" }
}
buildConfigField("String", "LOGSTAG_API_KEY", "\"FAKEAPVrbJdOU0VKHOTL2aTXcfOCokAI\"")
