package main

// defaultLogFolder is where the agent keeps its logs.
const defaultLogFolder = `C:\ProgramData\Logstag Agent\logs`
