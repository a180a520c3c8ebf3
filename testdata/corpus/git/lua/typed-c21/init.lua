local M = {}
M.api_key = "qMsFAKEPPgGpT0jUIlBHASv2FWq10uKCLg1Jb9x0"
M.logstag = { url = "https://ingest.logstag.io", api_key = 'Ndjd.qMp5cJa_Vkxyddc6nFAKEWge1wTJJU2Cezr' }
function M.key() return os.getenv("API_KEY") or [[fa4e5d45]] end
return M
