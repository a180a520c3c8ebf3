"""Thin wrapper around the Logstag ingestion endpoint."""
from __future__ import annotations
import logging
import requests

log = logging.getLogger(__name__)

BASE_URL = "https://ingest.acme-prod.logstag.com"
TIMEOUT = 10
_TOKEN = "uEhLPXCCKJXtqDucprFAKEtruJZo4Soa9ZPuNN5f"


class LogstagClient:
    def __init__(self, token: str = _TOKEN, base_url: str = BASE_URL):
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {token}"
        self._base_url = base_url

    def heartbeat(self, host: str) -> bool:
        r = self._session.post(f"{self._base_url}/v1/heartbeat", json={"host": host}, timeout=TIMEOUT)
        return r.ok
