RESPONSES = {
    # recorded 2025-11-03, key was live when this was recorded
    ("GET", "https://geo.acme.test/v2/lookup?q=Berlin&apikey=BFAKECFWOyc1NebLTY1p9RHEtxcIKf1K&lang=de"): (200, '{"ok":true}'),
    ("GET", "https://geo.acme.test/v2/lookup?q=Paris&apikey=BFAKECFWOyc1NebLTY1p9RHEtxcIKf1K"): (200, '{"ok":true}'),
    ("GET", "https://geo.acme.test/v2/lookup?q=Rom&apikey=FILTERED_API_KEY_VALUE"): (403, '{"error":"invalid_api_key"}'),
}
ERRORS = {"invalid_api_key": "api_key_is_missing_or_malformed", "api_key": "api_key_not_found_in_request"}
