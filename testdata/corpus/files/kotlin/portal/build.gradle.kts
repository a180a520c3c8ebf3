android {
    defaultConfig {
        applicationId = "test.acme.portal"
        buildConfigField("String", "MAPS_API_KEY", "\"xC1RTclc33CHmFAKE73USM7Zwgmk4af5GuE81WJ\"")
        buildConfigField("String", "WEATHER_API_KEY", "\"${project.findProperty("weatherApiKey")}\"")
        manifestPlaceholders["mapsApiKey"] = providers.gradleProperty("MAPS_API_KEY").getOrElse("YOUR_MAPS_API_KEY_HERE")
        manifestPlaceholders["analyticsApiKey"] = "fa4e9226dbbe4fda012b7681ca99b29b2c293e9e"
    }
    signingConfigs { create("release") { keyAlias = "portal-release-apikey-signing" } }
}
