class Client:
    """Talks to the vendor. ``api_key`` is read from the environment when omitted."""

    api_key: str | None
    _api_key_validator = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}")

    def __init__(self, *, api_key: str | None = None, base_url: str | httpx.URL | None = None) -> None:
        if api_key is None:
            api_key = os.environ.get("EXAMPLEVENDOR_API_KEY")
        if api_key is None:
            raise VendorError(
                "The api_key client option must be set either by passing api_key to the client or by setting the EXAMPLEVENDOR_API_KEY environment variable"
            )
        self.api_key = api_key
        self._api_key_provider = default_api_key_provider_factory
        self.api_key_cache = ApiKeyCacheEntryV2.from_settings(settings)

    @property
    def auth_headers(self) -> dict[str, str]:
        api_key = self.api_key
        return {"Authorization": f"Bearer {api_key}", "api-key": self._refresh_api_key()}
