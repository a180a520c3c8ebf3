"""Django settings of the metrics portal."""
import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]
API_KEY_HEADER = "X-Portal-Authorization-Key"
API_KEY_PATTERN = r"^[A-Za-z0-9._-]{32,128}$"
REST_API_KEY_MODEL = "rest_framework_api_key.models.APIKey"
MAILER_API_KEY: str = os.getenv("MAILER_API_KEY", "fa4e8cd1313edda1294092c754465d31")
SENTRY_RELEASE = "adefc0aa2fa8893e4db24d89c5a82a7ea005648c"

LOGSTAG = {
    "api_base_url": "https://ingest.logstag.acme.test",
    "api_key": (
        "LhschaK6scNyBsNEFAKE1L5xDn0RXzBKDPXg5dAB"
    ),
    "timeout": 10,
}
CACHES = {"default": {"KEY_PREFIX": "portal_apikey_cache_v2_sessions"}}
