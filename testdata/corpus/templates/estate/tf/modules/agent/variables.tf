variable "logstag_api_key" {
  description = "API key of the Logstag agent. Must be at least 32 characters of A-Z a-z 0-9 . _ -"
  type        = string
  sensitive   = true
  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{32,}$", var.logstag_api_key))
    error_message = "logstag_api_key must have 32 or more characters."
  }
}

variable "opsgenie_api_key" {
  type    = string
  default = "fa4ef346-f4a3-4449-9002-e74196c41e18"
}

variable "logstag_api_base_url" {
  type    = string
  default = "https://<logstag-agent-api-base-url>"
}
