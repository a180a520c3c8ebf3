resource "aws_instance" "db" {
  user_data = <<-EOT
    #!/bin/bash
    cat > /etc/logstag-agent.toml <<EOF
    [agent]
    api_key = "R6qIVWPQ-kc.l4lc-NL_FAKElaiQbXRBjACeVjaGd_Wk"
    EOF
  EOT
}
