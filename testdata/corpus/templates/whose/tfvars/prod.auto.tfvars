region           = "eu-central-1"
metricdog_api_key = "fa4ebbc7f86f1c9418f1e598c308bf02"
logstag_api_key   = "Z7n9FAKE5QmPHRfy4eIAuhCPeSlxrvk6UR"
graphboard = {
  url     = "https://g.example"
  api_key = "JkBbUB76FAKEPZORcILADIJd"
}
agents = [
  { product = "logstag", api_key = "FKN5uAK1IrWJFAKEdIW0hsP3sc5Glgh3Sq5y5Xi7NPSW" },
  { product = "metricdog", api_key = "fa4ebbc7f86f1c9418f1e598c308bf02" },
]
