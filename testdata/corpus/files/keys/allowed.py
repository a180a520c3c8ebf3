API_KEY = "FAKEif464RpXRjbihY8aYO8qeugXm2GU"  # leakstag:allow: revoked on the test server
LOGSTAG_API_KEY = "FAKE.Ea_3754p.6KIWlcQ0mb4v4-DYhICpW"  # gitleaks:allow
