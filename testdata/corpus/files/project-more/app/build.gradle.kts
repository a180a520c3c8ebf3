android {
    defaultConfig {
        buildConfigField("String", "WEATHER_API_KEY", "\"fa4e6e1f418c715f851982bd151fdfb4\"")
        manifestPlaceholders["MAPS_API_KEY"] = "dx4NQFAKEfadLJnRdKIRsWN2jKmITOMePmhgnxk"
        buildConfigField("String", "NEWS_API_KEY", "\"${project.property("NEWS_API_KEY")}\"")
    }
}
