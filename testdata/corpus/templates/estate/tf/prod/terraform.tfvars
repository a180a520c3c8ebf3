region          = "eu-central-1"
instance_type   = "m6i.large"
logstag_api_key = "5q1IVlD1DnpDLzAXAk1a5b9r4EBkwQFAKEAR2Zd7Ybk"
logstag_api_base_url = "https://agents.nordwind.logstag.example"
datadog_api_key = "fa4ec15144f4b1d617ae3f0416bc2f8e6f99e8fe"
db_password     = "kein-agent-wert"
tags = {
  team = "dbre"
}
