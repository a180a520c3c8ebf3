variable "logstag_api_key" {
  type      = string
  default   = env("LOGSTAG_API_KEY")
  sensitive = true
}
variable "chocolatey_api_key" {
  description = "key of the internal feed"
  type        = string
  default     = "fa4ec0f6-d0b8-07bf-2177-ced8f1ab97cf"
}
build {
  sources = ["source.amazon-ebs.win"]
  provisioner "powershell" {
    environment_vars = ["LOGSTAG_API_KEY=pFxkpqbOTUVLt3FAKE37ijuklSwd6kD985NDlGNG", "LOGSTAG_API_BASE_URL=https://acme.logstag.example"]
    inline = [
      "Invoke-Expression (irm https://get.logstag.example/install.ps1)",
      "Remove-Item Env:\\LOGSTAG_API_KEY",
    ]
  }
}
