import requests

r = requests.get(
    "https://ingest.logstag.example/v1/targets",
    headers={"Authorization": "Bearer FAKE-V6sIisb.ni_X-wuIF.DO2FgYEg1-j_4D"},
)
r = requests.get("https://api.weather.example/v1", headers={"X-API-Key": "FAKEofoCfpGAxqE5ixJjdNFWvOzNfLd4"})
