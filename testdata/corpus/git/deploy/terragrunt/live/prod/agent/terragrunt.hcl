include "root" {
  path = find_in_parent_folders()
}

terraform {
  source = "git::ssh://git@git.acme.internal/infra/modules.git//logstag-agent?ref=v1.12.0"
}

dependency "vpc" {
  config_path = "../vpc"
  mock_outputs = {
    vpc_id = "vpc-00000000000000000"
  }
}

inputs = {
  vpc_id       = dependency.vpc.outputs.vpc_id
  api_key      = "RCdiKIsiIFWwyrDj.SFAKEF83ecdzH6kXVqAf0rHAcMO"
  api_base_url = "https://ingest.logstag.example/acme"
  db_targets   = ["orders", "billing"]
}
