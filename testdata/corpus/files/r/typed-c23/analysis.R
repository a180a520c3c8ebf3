library(jsonlite)
api_key <- "8qDWhut3nK4LE84eLHhaIFG7BpFAKEcw"
Sys.setenv(LOGSTAG_API_KEY = "WVNwAzPWXeEYeYN2pXrFP2WHXXiQtQI0FAKE3Ytg")
url <- paste0("https://stats.example/v1/series?api_key=", api_key, "&file_type=json")
register_key(key = Sys.getenv("MAPS_KEY"))
