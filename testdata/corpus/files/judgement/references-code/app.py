import os
api_key = os.environ["LOGSTAG_AGENT_API_KEY_PRODUCTION"]
api_key = os.getenv("LOGSTAG_API_KEY", default=settings.logstag_default_api_key)
client = Client(api_key=get_secret_from_parameter_store("logstag"))
api_key = keyring.get_password("logstag-agent", "production")
self.api_key = config.integrations.logstag.production_api_key
