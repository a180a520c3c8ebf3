local M = { api_key = os.getenv("AGENT_API_KEY") or "AGENT_API_KEY_not_set" }
M.upstream = { url = "https://geo.acme.test", ["api-key"] = [[sCDouCoUqfVBJXZXSsIMxJJrekFAKEzv]] }
ngx.req.set_header("X-API-Key", ngx.var.upstream_api_key_current)
local apikey_schema = { type = "string", pattern = "^[%w._-]+$", api_key = "schema/apikey/v2.json" }
return M
