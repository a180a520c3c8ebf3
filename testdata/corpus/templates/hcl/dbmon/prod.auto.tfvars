# never commit this (too late)
region               = "eu-central-1"
logstag_api_base_url = "https://ingest.acme.logstag.example"
logstag_api_key      = "VGzJqwj1qYqFAKEppeFOFS3sh43RPcNGcumlSRj9nVUedmNx9FblvRRx2z3eUx2i"
pager = { enabled = true, api_key = "lFAKEAfDZb1vF4gfirFm", service = "dbmon" }
api_keys_by_team = ["1pjLUjPddb01pnrdJuR2ZFAKEmF7gECw",
  "bc7ACq3tPzzEQtYrCFAKEkXXxvAoLBQ3"]
ci_api_key = ""
other_api_key = null
