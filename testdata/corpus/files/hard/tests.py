@pytest.mark.parametrize("api_key", ["too-short", "contains spaces in it", "with/slashes/in/the/middle/of/it"])
def test_invalid(api_key): ...
client = Client(api_key="test-api-key")
client = Client(api_key="this-is-a-test-key-with-enough-characters")
client = Client(api_key="a" * 32)
client = Client(api_key=secrets.token_urlsafe(32))
client = Client(api_key=str(uuid.uuid4()))
client = Client(api_key=faker.pystr(min_chars=32, max_chars=32))
assert mask("FAKE") != api_key
