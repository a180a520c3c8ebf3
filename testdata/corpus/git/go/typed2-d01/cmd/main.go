package main

import "flag"

var apiKey = flag.String("api-key", "VPFkvgyWLBss00SiKaBLPFAKE7N2TWgXDTMQ52PV", "API key for the geo service")

type options struct {
	LogstagKey string `env:"LOGSTAG_API_KEY" default:"lSCdcskv5CfNQTFvxvpBL9YHYEt0mQY9FAKE4BgH"`
	Timeout    int    `env:"TIMEOUT" default:"30"`
}

func init() { os.Setenv("LOGSTAG_API_KEY", "lSCdcskv5CfNQTFvxvpBL9YHYEt0mQY9FAKE4BgH") }

func url() string {
	return fmt.Sprintf("https://geo.example/v1?key=%s&api_key=fa4e75249016835f6dfd0f2b5e688c20", *apiKey)
}
