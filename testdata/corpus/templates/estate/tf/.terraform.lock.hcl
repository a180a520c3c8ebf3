# This file is maintained automatically by "terraform init".
provider "registry.terraform.io/logstag/logstag" {
  version     = "0.4.1"
  constraints = "~> 0.4"
  hashes = [
    "h1:9V9qIIm9+jEttFAKEkSM6wMjM+UIimzZHPxhlX5ywi4=",
    "zh:fa4e1fbd72bbddadffd838e2d5ff2b316ee94e55a5edda78a1a9b948d8e8b42b",
    "zh:fa4e0f01ae25742dbfdf2d3bf65b5060d80bd885878f76f4f275ffae4f563b7e",
  ]
}
