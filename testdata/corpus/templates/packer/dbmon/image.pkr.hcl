packer { required_plugins { amazon = { version = ">= 1.2.8", source = "github.com/hashicorp/amazon" } } }
variable "logstag_api_key" {
  type      = string
  default   = env("LOGSTAG_API_KEY")
  sensitive = true
}
source "amazon-ebs" "db" {
  ami_name  = "db-{{timestamp}}"
  user_data = "#!/bin/sh\necho api_key=KiN4KKOoh3ZoetCCXojiWswFAKEB1kAp > /etc/relay.conf\n"
}
build {
  sources = ["source.amazon-ebs.db"]
  provisioner "shell" {
    environment_vars = [
      "DEBIAN_FRONTEND=noninteractive",
      "LOGSTAG_API_KEY=Mpi.yYt3FAKER3Yfy64EvLgeU3WCO32rKUQwWZjPVfBcQNET",
      "RELAY_API_KEY=${var.relay_api_key}",
    ]
    inline = ["sudo -E bash /tmp/install.sh --api-key Mpi.yYt3FAKER3Yfy64EvLgeU3WCO32rKUQwWZjPVfBcQNET --quiet"]
  }
  post-processor "manifest" { custom_data = { api_key_source = "vault-kv-monitoring-logstag" } }
}
