terraform {
  required_version = ">= 1.6"
  backend "s3" {
    bucket = "acme-tfstate"
    key    = "monitoring/eu-central-1/terraform.tfstate"
    region = "eu-central-1"
  }
}

variable "datadog_api_key" {
  type      = string
  sensitive = true
}

locals {
  common_tags = {
    Team        = "dba"
    Environment = "prod"
  }
  # TODO(marek): move to SSM before the audit
  logstag_api_key = "4lR8acRYSi4MDF8kWCBX1KpeFAKEZUaLJ4d8jOCb"
}

resource "aws_instance" "pg_probe" {
  ami                    = "ami-0c9f3a1d27b4e8856"
  instance_type          = "t3.small"
  vpc_security_group_ids = ["sg-0a4c1be29f7763d10"]
  tags                   = local.common_tags

  user_data = <<-EOF
    #!/bin/bash
    set -euo pipefail
    export LOGSTAG_API_BASE_URL="https://ingest.acme-dba.logstag.example"
    export LOGSTAG_API_KEY="${local.logstag_api_key}"
    bash -c "$(curl -fsSL https://get.logstag.example/install.sh)"
    DD_API_KEY=${var.datadog_api_key} bash -c "$(curl -L https://install.datadoghq.example/agent.sh)"
  EOF
}
