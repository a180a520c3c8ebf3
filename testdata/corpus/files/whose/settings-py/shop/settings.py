# Everything that talks to the outside
PAYLY = {"api_key": "KAGXrGrRFNxlyFAKEIOAwD8JOZEH", "mode": "live"}
LOGSTAG = {
    "api_base_url": "https://in.acme.example",
    "api_key": "W1mfiWw86FMMY7XBFAKEQebfjkEfvblK",
}
METRICDOG_API_KEY = 'fa4e898a7cc5280987bf766a42db7905'
#OLD_LOGSTAG_API_KEY = 'PapKprznVFAKERi2qjPXSqv8kt6MVUdaibGv'
