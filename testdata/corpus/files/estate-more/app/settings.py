import os
SECRET_KEY = "django-insecure-TAF8YOjn5pFAKESViqnj8jd08XyjLJwf34GDonpoqbRcunX1Gi"
LOGSTAG_API_KEY = os.environ.get("LOGSTAG_API_KEY", "HOp_CYL25lksiNJc7QgiqIOlE2.W_QXqdofzWFAKE41")
LOGSTAG_API_BASE_URL = "https://in.logstag.example"
ANYMAIL = {
    "MAILGUN_API_KEY": "tytqxeofaketeztbo1nf",
    "MAILGUN_SENDER_DOMAIN": "mg.example.net",
    "POSTMARK_API_KEY": os.getenv("POSTMARK_API_KEY"),
}
GOOGLE_MAPS_API_KEY = 'QVehDTxofBmPaB3RONDzLoG1JiKQiFAKEMOxC1B'
API_KEY_CUSTOM_HEADER = "HTTP_X_API_KEY_FOR_PARTNERS"
