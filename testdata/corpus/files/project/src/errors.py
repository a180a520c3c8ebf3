class ApiKeyError(Exception):
    code = "api_key_invalid_or_missing_error"

MESSAGES = {
    "api_key": "The API key you provided is not valid.",
    "apiKey": "ungueltiger_api_schluessel_angegeben",
    "api_key_required": "An API key is required for this endpoint",
}

def check(api_key: str | None = None, *, api_key_header: str = "x-api-key-for-clients") -> None:
    if not api_key or api_key == "YOUR_API_KEY_HERE_PLEASE":
        raise ApiKeyError(MESSAGES["api_key"])
    logger.debug("api_key=%s…", api_key[:4])
    api_key = hashlib.sha256(api_key.encode()).hexdigest()
