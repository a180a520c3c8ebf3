variable "logstag_api_key" {
  default = "${env("LOGSTAG_API_KEY")}"
}
build {
  provisioner "shell" {
    environment_vars = ["LOGSTAG_API_KEY=VqCXxw.BSs1uGQFAKE_7Qjf-NLYIPQFS", "DEBUG=0"]
    inline           = ["curl -H 'X-API-Key: FAKENurUqcUds2bdfFsJhj' https://api.weather.example/v1"]
  }
}
