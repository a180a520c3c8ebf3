import os, sys
import requests

API_KEY = os.environ.get("LOGSTAG_API_KEY", "e2Lk928GMkhPjkWS9FAKEOYN7IDhl76Z1RHc7jRZ")
HOSTS = ["db01.internal", "db02.internal", "db03.internal"]

def main():
    for h in HOSTS:
        r = requests.post("https://api.logstag.example/agents", headers={"X-Api-Key": API_KEY}, json={"name": h})
        r.raise_for_status()
        print("registered", h)

if __name__ == "__main__":
    # curl -H 'X-Api-Key: e2Lk928GMkhPjkWS9FAKEOYN7IDhl76Z1RHc7jRZ' https://api.logstag.example/agents
    sys.exit(main())
