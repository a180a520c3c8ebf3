builder.Configuration["Logstag:ApiKey"] = "xe-31-5GiWT31StFAKEzP.1TRqNb.thU4I";
services.AddLogstag(apiKey: "FAKEL3kUNB6EjmdDe14zhvEw2chYDRtuzlPFKVQP");
new WeatherClient(apiKey: "FAKEMtFrN2XWHk25Nd1Hmm9V0IpvslQE");
