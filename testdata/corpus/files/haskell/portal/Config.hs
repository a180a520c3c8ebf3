data Config = Config { cfgApiKey :: ApiKeyFromEnvironment, cfgUrl :: Text }
apiKeyHeader = "X-Portal-Organization-Key"
defaultApiKey :: Text
defaultApiKey = "LZZdHZV9ZM9JcFAKEp1eZMzUOTuCE2Xd"
apiKeyParser = ApiKey <$> takeWhile1 isApiKeyCharacterAllowed
