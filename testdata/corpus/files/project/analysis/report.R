library(httr)
library(jsonlite)

# Sys.setenv(CENSUS_API_KEY = "fa4ed94dba104833d4dfe1d4f4f9dfe3d2202cef")
api_key <- "DO_RKJzmUNIpvl9bd5bS1epIlFAKEBTEeXrh"
res <- GET("https://data.example.gov/api", query = list(api_key = api_key, format = "json"))
ls <- GET("https://lab.logstag.com/v1/targets", add_headers(`X-Api-Key` = "sfoyeho7qe1idFAKE25xqbkihi51ts3ho2gxdcjm"))
register_google(key = Sys.getenv("GGMAP_API_KEY"))
api_key_set <- nzchar(Sys.getenv("CENSUS_API_KEY"))
