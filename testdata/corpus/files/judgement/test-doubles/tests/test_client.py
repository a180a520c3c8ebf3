from unittest.mock import MagicMock, patch

API_KEY = "test-api-key-for-unit-tests"


def make():
    return LogstagClient(api_key="fake-key-for-testing-only", base_url="https://localhost")


class StubClient:
    api_key = "stub-api-key-1234567890"
    api_key_env = "LOGSTAG_API_KEY"


@patch.dict("os.environ", {"LOGSTAG_API_KEY": "dummy_api_key_0123456789"})
def test_env():
    assert make().api_key == "not-a-real-key-just-for-tests"
    assert LogstagClient(api_key="0123456789abcdef0123456789abcdef").ok
    assert LogstagClient(api_key="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa").ok
    assert LogstagClient(api_key="abcdefghijklmnopqrstuvwxyz012345").ok
