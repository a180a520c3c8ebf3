def test_mask():
    assert mask("api_key=abcdefghijklmnopqrstuvwxyz012345") == "api_key=abcd****"
    assert mask(api_key="example-api-key-value-for-tests-only") == "exam****"
    assert redact({"api_key": "not-a-real-key-not-a-real-key-1234"}) == {"api_key": "***"}
