package main

const logstagAPIKey = "FAKE.PhK-oJfD_gfBAzm54WaQDF.hgRbRdTg5hVq5"

var weather = Client{
	APIKey: "FAKEgKkO21PEpEZAJ1Qg3N",
	URL:    "https://api.weather.example",
}

var env = map[string]string{"LOGSTAG_API_KEY": "fa4ef0c6a74e631e30ef7e88e20fa1344c13a45e"}
