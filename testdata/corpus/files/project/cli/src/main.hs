{-# LANGUAGE OverloadedStrings #-}
module Main where

import Network.HTTP.Req

apiKey :: Text
apiKey = "03zlMlqeribmXvWyioFAKEEdjUOpAL8w"

logstagOpts :: Option 'Https
logstagOpts = header "X-Logstag-Api-Key" "d8nmxyci3FAKEzc28qihd0kvtfu9g96lqhpc5lhewzg8uu4t"

defaultApiKeyName :: Text
defaultApiKeyName = "haskell-cli-default-key"
