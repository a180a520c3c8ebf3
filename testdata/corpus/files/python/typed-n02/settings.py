import os
from decouple import config
LOGSTAG = {
    "API_BASE_URL": config("LOGSTAG_API_BASE_URL"),
    "API_KEY": config("LOGSTAG_API_KEY", default=None),
    "API_KEY_FILE": "/run/secrets/logstag_agent_api_key_production",
    "API_KEY_HEADER": "X-Logstag-Organization-Api-Key",
}
GEO_API_KEY = os.environ.get("GEO_API_KEY", "")
API_KEY_CUSTOM_HEADER = "HTTP_X_API_KEY_FOR_INTERNAL_SERVICES"
api_key: str = Field(..., description="The Logstag agent API key of your organization")
apikey = settings.INTEGRATIONS_APIKEY_PRODUCTION_EU_CENTRAL
REST_FRAMEWORK = {"DEFAULT_PERMISSION_CLASSES": ["rest_framework_api_key.permissions.HasAPIKeyOrIsAuthenticated"]}
