android {
    defaultConfig {
        applicationId = "com.example.rider"
        buildConfigField("String", "TRACKING_API_KEY", "\"Xfma5MO1TO6y7sQnVYpnSFAKEzsh4u6F\"")
        resValue("string", "maps_api_key", "pifyWSOJ5ggCJZzFx2KKOFAKEiWyKoryW2FQ33d")
        manifestPlaceholders["geoApiKey"] = "fa4e28e0001bf4900b2315bde1c2eda9c13f7a7c"
    }
    signingConfigs { create("release") { keyAlias = "upload-key-for-the-play-store-2026" } }
}
