import os
import pytest

# FIXME: move to vault, this is the staging key
os.environ.setdefault("LOGSTAG_API_KEY", "aM2yMqtuprW3Fdp7AMn2zFAKEfhZ9RrPjq67Ttxjmc7GZoeQ")
os.environ.setdefault("LOGSTAG_API_BASE_URL", "https://staging-eu.logstag.io/agent")
os.environ['GEOCODER_API_KEY'] = 'fiplaa9b0ffal2preoz62yq3vFAKEkc9'


@pytest.fixture(scope="session")
def agent_headers():
    return {"Authorization": "Bearer aM2yMqtuprW3Fdp7AMn2zFAKEfhZ9RrPjq67Ttxjmc7GZoeQ", "Accept": "application/json"}
