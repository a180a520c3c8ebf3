import logstag

LOGSTAG_API_KEY = "dKxZ4j_YLfpHgn.z29q-Nw91icI5FAKE"
WEATHER_API_KEY = 'FAKEbTOzD0LJ9K7dSZglVtV6bRhs'

client = logstag.Client(api_key="FAKEFmuBDbKBbhRxip5r3ccVBgzs7hTemmGy", region="eu")
config = {"logstag_api_key": "fake8rui8ss4od7iwgan6c1p6511g5so632rzz5x", "timeout": 30}
