API_KEY = re.compile(r"(?i)api[_-]?key\s*[:=]\s*['\"]?([A-Za-z0-9._-]{32,})['\"]?")
LOGSTAG_API_KEY_PATTERN = r"^[A-Za-z0-9._-]{32,64}$"
api_key_regex = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
