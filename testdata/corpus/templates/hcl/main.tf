provider "weather" {
  api_key = "FAKEorjMc0dH3Rh8BG3a8Tt6"
}

variable "logstag_api_key" {
  type      = string
  sensitive = true
  default   = "FAKE.yts894p_HypI_GHNk2jlP6Oj82ul7M-S"
}

module "agent" {
  source   = "./logstag-agent"
  api_key  = "FAKEWFHNES6ae7DhTqfFqmlKejS8zsuqZnx9vT6V"
  interval = 60
}

resource "aws_lambda_function" "f" {
  environment {
    variables = {
      GEO_API_KEY     = "fa4e2b4a42754843c1605a06a10803c0"
      LOGSTAG_API_KEY = var.logstag_api_key
    }
  }
}
