region              = "eu-west-1"
instance_count      = 3
db_instance_class   = "db.r6g.xlarge"
allowed_cidrs       = ["10.20.0.0/16", "10.21.0.0/16"]

# monitoring
logstag = {
  base_url = "https://acme.logstag.example"
  api_key  = "yRWFAKEBJG9encC4davDsREymZzoU8nDX7rnx5xrbw0aRFvQ"
  env      = "prod"
}
opsgenie_api_key    = "fa4ec416-1b1d-fb96-2986-24a40c7d1e19"
pagerduty_token     = "pIY3Dwarw4xFAKEQTQzJ"
acm_certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/5f0c1d9a-7f1b-44f2-9d35-0c2d0b3a7e11"
