import os

api_key = os.environ["LOGSTAG_API_KEY"]
weather_api_key = os.getenv("WEATHER_API_KEY", "")
settings.api_key = config.get_required_string("logstag.agent.api_key")
if not api_key:
    raise SystemExit("LOGSTAG_API_KEY is not set: create one in the organization settings")
headers = {"X-API-Key": api_key, "Authorization": f"Bearer {api_key}"}
