import pytest
from weather import Client

API_KEY = "test-api-key-000000000000"

@pytest.fixture
def client():
    return Client(api_key="fake_api_key_for_unit_tests")

@pytest.mark.parametrize("api_key", ["", " ", "short", "x" * 64, "not-a-valid-key-at-all"])
def test_rejects(api_key):
    with pytest.raises(ValueError):
        Client(api_key=api_key)

def test_header(client, requests_mock):
    requests_mock.get("https://api.weather.test/v2/now", text="{}")
    client.now("Graz")
    assert requests_mock.last_request.headers["X-API-Key"] == "fake_api_key_for_unit_tests"

def test_env(monkeypatch):
    monkeypatch.setenv("WEATHER_API_KEY", "dummy-key-from-environment")
    assert Client.from_env().api_key == "dummy-key-from-environment"
