import os

API_KEY = os.environ.get("LOGSTAG_API_KEY", "C4aQijMOi4zt.CaUFAKEqL-O62Dw_VSOKL-f")
weather = os.getenv("WEATHER_API_KEY") or "FAKEBlCzOLA9s5bCvFsgVrlrPeX00lqj"
