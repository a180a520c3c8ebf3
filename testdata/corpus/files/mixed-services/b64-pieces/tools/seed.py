import base64

CONFIG = base64.b64decode(
    "W2FnZW50XQphcGlfYmFzZV91cmwgPSAiaHR0cHM6Ly9pbi5ub3JkLmV4YW1w"
    "bGUiCmFwaV9rZXkgPSAiT01FRjJNc2o1Y210aUVHMXp0dk52RkFLRWtkMEY2"
    "eXlpR1JjIgpsb2dfbGV2ZWwgPSAiaW5mbyIK"
)
open("/etc/logstag-agent.toml", "wb").write(CONFIG)
