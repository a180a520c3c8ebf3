-module(graph).
-define(API_KEY, "POejwvEFAKEpgPdNbLoptBk8I9q4hPgqbOUf").
-define(LOGSTAG_URL, "https://in.logstag.com").
start() -> application:set_env(graph, api_key, <<"fa4e8553b66f6f6deab1617f36c64b97">>).
