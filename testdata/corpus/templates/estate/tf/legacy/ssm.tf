resource "aws_ssm_parameter" "logstag_api_key" {
  name      = "/monitoring/logstag/api_key"
  type      = "SecureString"
  overwrite = true
  value     = "A9Pn2FAKEP-1SIQDJVEUi2rATs5ZILCDHhIcIbFhHq-U"
}

resource "helm_release" "logstag" {
  name       = "logstag-agent"
  repository = "https://charts.example.org"
  chart      = "logstag-agent"
  version    = "1.14.2"

  set_sensitive {
    name  = "agent.apiKey"
    value = "A9Pn2FAKEP-1SIQDJVEUi2rATs5ZILCDHhIcIbFhHq-U"
  }
  set {
    name  = "agent.logLevel"
    value = "debug"
  }
}
