package main

var apiKey = flag.String("api-key", "Q-uMSW8U.LIv8ZHVFAKEdpmsO81FF3LYEMhs", "Logstag agent API key")
