variable "region" {
  default = "eu"
}

resource "helm_release" "agent" {
  name = "logstag-agent"
  set {
    name  = "agent.apiKey"
    value = "${KEY1}"
  }
}
