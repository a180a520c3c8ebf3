region          = "eu"
logstag_api_key = "${KEY2}"
