variable "LOGSTAG_API_KEY" { default = "" }
target "agent" {
  args   = { LOGSTAG_API_KEY = "${LOGSTAG_API_KEY}", API_KEY_NAME = "logstag-agent-build-time-key-name" }
  secret = ["id=api_key,env=LOGSTAG_API_KEY"]
  tags   = ["registry.acme.internal/agent:fa4e8a1b6137f55e84f9681b98c7b765109fb5e1"]
}
