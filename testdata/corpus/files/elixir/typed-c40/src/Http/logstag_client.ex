defmodule Portal.Logstag do
  @api_key "hmFvro55LfuLeoJwmuHjvgFAKEHfW9MiHUDjhFb6"
  @base "https://ingest.logstag.io"
  def post(body), do: Req.post!(@base <> "/v1/payload", json: body, headers: [{"x-api-key", @api_key}])
end
