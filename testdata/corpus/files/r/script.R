Sys.setenv(LOGSTAG_API_KEY = "FAKE.bcqUXcxSrNJVI-if3PgxQrg_i2q.P_OW")
weather_api_key <- "FAKEgDN0DlxwAzpOVfPCKLWE"
