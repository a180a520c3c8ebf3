import base64
LOGSTAG_API_KEY = base64.b64decode("RkFLRS5yamlLbUkyWml3ZVRRei1jMUhPWXZtWlRPaFlEX2lzZi4xZWdnaGhm").decode()
