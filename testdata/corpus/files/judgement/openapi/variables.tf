variable "logstag_api_key" {
  description = "Key of the Logstag organization"
  type        = string
  sensitive   = true
  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{32,}$", var.logstag_api_key))
    error_message = "api_key: at least 32 characters of A-Za-z0-9._- are needed"
  }
}
