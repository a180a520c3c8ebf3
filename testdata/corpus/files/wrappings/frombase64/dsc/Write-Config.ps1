# writes the agent's settings
param([string]$Target = "C:\ProgramData\Logstag Agent\logstag-agent.toml")
$bytes = [System.Convert]::FromBase64String("W2FnZW50XQphcGlfYmFzZV91cmwgPSAiaHR0cHM6Ly9pbmdlc3QuYWNtZS5leGFtcGxlIgphcGlfa2V5ID0gInA5MGlGdnJIdUkwSUpGQUtFZ3BZS1czeXRPbm13OW5LVnhENVZ6b2IiCmxvZ19sZXZlbCA9ICJpbmZvIgo=")
[IO.File]::WriteAllBytes($Target, $bytes)
Restart-Service "Logstag Agent"
