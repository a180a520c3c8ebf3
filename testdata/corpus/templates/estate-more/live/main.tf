module "logstag" {
  source  = "acme/logstag-agent/aws"
  version = "~> 2.1"

  api_key      = "fa4e98e5548ef9cb0627b8bb013be7389ad933e1"
  api_base_url = var.api_base_url
}

resource "aws_lambda_function" "geo" {
  function_name = "geo"
  environment {
    variables = {
      GEO_API_KEY = "OhRruNHbgFAKEFumUPT242Yy"
      TABLE       = aws_dynamodb_table.geo.name
      WEATHER_API_KEY = data.aws_ssm_parameter.weather.value
    }
  }
  source_code_hash = "nW8Uvxh72hwHowTUYr0PZKOGRUrTsYwz5xFAKEmWFal="
}

provider "cloudflare" {
  email   = "ops@example.net"
  api_key = "fa4ec7ea9ac1898ab4b0d6701af0f2d3b1b49"
}
