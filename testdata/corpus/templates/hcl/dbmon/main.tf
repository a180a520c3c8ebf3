terraform {
  required_providers {
    helm = { source = "hashicorp/helm", version = "~> 2.12" }
  }
}

variable "logstag_api_key" {
  type        = string
  sensitive   = true
  description = "api_key of the agents, set-it-in-terraform-tfvars"
  default     = "VGzJqwj1qYqFAKEppeFOFS3sh43RPcNGcumlSRj9nVUedmNx9FblvRRx2z3eUx2i"
}

provider "datadoglike" {
  api_key = var.datadog_api_key
  app_key = var.datadog_app_key
}

provider "statuscake" {
  api_token = "ignored-here"
  api_key   = "dh6WpFAKEEWXiAnzkQppTk8mX39u90OVEKgmZUl6"
}

locals {
  api_key_ssm_path = "/production/logstag/api-key-for-agents"
  api_keys = {
    eu = "uXTPaB8PZ7sW4LCebvhYB8FAKEVAT7Ly"
    us = data.aws_ssm_parameter.us.value
  }
}

resource "helm_release" "agent" {
  name  = "logstag-agent"
  chart = "logstag-agent"
  set_sensitive {
    name  = "logstag.apiKey"
    value = "17FAKEqDr7ZtE1VqH3tByf7IMdvImP98lxxPum1dkc18iiCFX4cURkYlFVUMhW7t"
  }
  set {
    name  = "logstag.apiKeySecretName"
    value = kubernetes_secret.logstag.metadata[0].name
  }
}

resource "aws_instance" "db" {
  ami       = "ami-0abc1234def567890"
  user_data = <<-EOT
    #!/bin/bash
    mkdir -p /etc/logstag
    cat > /etc/logstag/config.toml <<'TOML'
    [agent]
    api_base_url = "https://ingest.acme.logstag.example"
    api_key = "IBC5oG2BFAKEmgzLR49KS8qFSaZ91nTEpveGx2VGyAV"
    TOML
    RELAY_API_KEY="${random_password.relay.result}" /usr/local/bin/relay-setup
  EOT
  user_data_base64 = base64encode(templatefile("${path.module}/init.tpl", { api_key = var.logstag_api_key }))
  tags = { Name = "db", ApiKeyOwner = "platform-team-monitoring" }
}

resource "kubernetes_secret" "logstag" {
  metadata { name = "logstag" }
  data = {
    api_key          = data.vault_generic_secret.logstag.data["api_key"]
    "webhook-api-key" = "dYFAKEMe3yG97KH2rI5i"
  }
}
