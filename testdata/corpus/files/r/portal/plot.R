# Sys.setenv(CENSUS_API_KEY = "YOUR_CENSUS_KEY_GOES_HERE")
library(ggmap)
register_google(key = Sys.getenv("GOOGLE_MAPS_API_KEY"))
census_api_key <- "fa4e460b5c3e283758f1ebeb4d382532ee6f7828"
api_key <- keyring::key_get("census_api_service", username = "acme")
apikey_label <- sprintf("api_key: %s", substr(census_api_key, 1, 4))
