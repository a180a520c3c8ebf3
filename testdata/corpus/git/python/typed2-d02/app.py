import argparse
p = argparse.ArgumentParser()
p.add_argument("--api-key", default="ixuymmqpffakel2t6fv2diwd5ln6s6hu", help="API key of the search service")
p.add_argument("--logstag-api-key", help="agent key", default='clyKlzxgBUEnh9KHBFAKEyEdVLOWhAsVFY06vDvZ')

@dataclass
class Settings:
    api_key: str = "jl5qnrOPtdPYwV9pE1EkuFAKEPgIHVYq"
    api_key_ttl_seconds: int = 3600

def connect(host, api_key='fa4e2b61-e1e7-ddaa-dce4-31ed2fe07b0d'):
    return Client(host, headers=[("X-API-Key", api_key)])

BODY = """{"agent": {"api_key": "vZBBTxpqmG4FAKEIWRIaC8kREna2"}, "type": "geo"}"""
