@pytest.mark.parametrize("api_key", ["", "short", "x" * 31, "has space in it but is long enough anyway", "a" * 32])
def test_rejects(api_key): assert not valid(api_key)

def test_masks():
    assert mask("abcdefghijklmnopqrstuvwxyz0123456789") == "abcd****"
    client = Client(api_key="test-api-key-for-the-unit-tests")
    client = Client(api_key="dummy_api_key_dummy_api_key_dummy")
    client = Client(api_key="not-a-real-key-not-a-real-key-not-a")
    assert "api_key=[REDACTED]" in caplog.text
