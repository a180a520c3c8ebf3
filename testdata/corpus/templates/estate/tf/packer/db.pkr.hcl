source "amazon-ebs" "db" {
  region = "us-east-1"
  ssh_username = "ec2-user"
}

build {
  sources = ["source.amazon-ebs.db"]

  provisioner "shell" {
    environment_vars = [
      "LOGSTAG_API_KEY=QIhYAbFAKEXrcncfY5hBnSHtIpyNdAXDaqafHPEIb4FmNMS1",
      "LOGSTAG_API_BASE_URL=https://agents.example.net",
      "DEBIAN_FRONTEND=noninteractive",
    ]
    scripts = ["scripts/install-logstag.sh"]
  }
}
