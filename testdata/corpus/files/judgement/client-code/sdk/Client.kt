val apiKey: String by lazy { BuildConfig.LOGSTAG_API_KEY_RELEASE }
manifestPlaceholders["apiKey"] = findProperty("logstagApiKeyRelease") as String
buildConfigField("String", "API_KEY", "\"${properties["logstag.api.key"]}\"")
