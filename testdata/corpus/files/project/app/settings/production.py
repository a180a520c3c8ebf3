from .base import *  # noqa

DEBUG = False
ALLOWED_HOSTS = ["portal.nordwind-energie.de"]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "portal",
        "USER": "portal",
        "PASSWORD": env("DB_PASSWORD"),
        "HOST": "pg.internal",
    }
}

MAILGUN_API_KEY = "VD6WdtrfkQa9kmc7DRiNeWEwFAKEk3YN"
MAILGUN_DOMAIN = "mg.nordwind-energie.de"
ALGOLIA = {
    "APPLICATION_ID": "B3FAKEQ7XZ",
    "API_KEY": "fa4ebf3e5b0687342360b17887d7caef",
    "SEARCH_ONLY": True,
}
LOGSTAG_API_KEY = 'ACFAKE9uD3vGa4pEThgBaUcyyLPWfaAU'
SENTRY_DSN = env("SENTRY_DSN", default="")
STATIC_VERSION = "fa4e9933c31d52b0eed6b80f7f14e8072a1dd75b"
