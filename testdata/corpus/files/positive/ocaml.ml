let weather_api_key = "FAKEnJbksMk2go1SdzG5sVtsOfsKjfFd"
(define logstag-api-key "7_iyp7iRZ3MDfaFAKE-wzKFZ_mFooBKD")
(def weather {:api-key "FAKE8CqZR0HGhfrtE0RXEbRq"})
DIM weatherApiKey AS STRING = "fa4e9a3ccbf4a46a4f5b6e4657879b0c"
apiKey := 'FAKE2mqQH55Tg9rTIVWw'.
