import pytest

api_key = "My API Key"
admin_api_key = "My Admin API Key"

@pytest.mark.parametrize("api_key", ["invalid", "too-short-key", "expired_api_key_value"])
def test_rejects(api_key):
    with pytest.raises(AuthError):
        Client(base_url=base_url, api_key=api_key, _strict_response_validation=True)

def test_default():
    client = Client(api_key="this-is-not-a-real-key", max_retries=0)
    other = Client(api_key="sk-test-key-for-unit-tests")
    assert client.api_key_fingerprint == "SHA256:6hksh+0hZUUAfch4joGoMdgy8OU3MayPDE9Dv25T019"
    third = Client(api_key="fake-api-key-for-testing-only")
