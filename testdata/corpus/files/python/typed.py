class Settings:
    weather_api_key: str = "FAKEFieQIgVCWsIMOtlZTrf3Idke"
    logstag_api_key: Final[str] = "rFwtAIxaKvjN5x.2clFAKE54uvv-z2AbU_t-Sn67"

url = f"https://api.geo.example/v2?api_key=fa4ebe6a8ec99e8189cf6a17a21cceab&q={query}"
