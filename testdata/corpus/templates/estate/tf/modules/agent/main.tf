resource "aws_instance" "db" {
  ami           = data.aws_ami.al2023.id
  instance_type = var.instance_type

  user_data = <<-EOF
    #!/bin/bash
    set -euo pipefail
    cat > /etc/logstag-agent.toml <<TOML
    [agent]
    api_base_url = "${var.logstag_url}"
    api_key = "fa4e59d3f99e025e6cb8ba68413d21c656bb6c3186752c0d1188dd1f1bfba6bb"
    log_level = "info"

    [targets.orders]
    platform = "self_managed"
    db_engine = "postgres"
    db_host = "127.0.0.1"
    db_username = "logstag"
    db_password = "KqgISj5FAKErRKd3"
    TOML
    systemctl enable --now logstag-agent
  EOF

  lifecycle {
    ignore_changes = [ami]
  }
}

resource "newrelic_alert_policy" "p" {
  name = "orders"
}
