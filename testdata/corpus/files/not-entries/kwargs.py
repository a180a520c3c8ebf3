client = Client(api_key=api_key, timeout=30)
client = Client(api_key=self._api_key_from_environment_or_none)
client = Client(api_key=settings.LOGSTAG_API_KEY_PRODUCTION)
client = Client(api_key=get_api_key_from_keyring("logstag-production-eu"))
client = Client(api_key=args.api_key or config["logstag"]["api_key"])
def rotate(api_key: str, old_api_key: str = DEFAULT_API_KEY_PLACEHOLDER) -> RotatedApiKeyResultV2: ...
assert client.api_key == expected_api_key_for_organization_1
raise ApiKeyError(f"api_key {api_key!r} was rejected by {self.organization_base_url}")
