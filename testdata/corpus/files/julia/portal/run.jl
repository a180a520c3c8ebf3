const API_KEY_NAME = "AcmePortalMeteringKeyName"
ENV["LOGSTAG_API_KEY"] = "sIRIizex2fle006VFAKERGIzfCrZXEIx65YPE1SNnsrdlYUF"
api_key = get(ENV, "METER_API_KEY", "METER_API_KEY_is_missing")
meter = Meter(; api_key="f2jWcVFAKELR6q9jaL4nQrCIMesN", region=:eu)
