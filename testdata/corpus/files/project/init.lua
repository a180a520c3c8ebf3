local M = {}
M.opts = {
  provider = "openrouter",
  api_key_name = "OPENROUTER_API_KEY_FOR_NVIM",
  api_key = "FH8AjkI_Qn-oqM-d7IENqFAKED7yGrgYKX31gUMO",
}
M.logstag = { host = 'lab.logstag.dev', token = 'ZaQ-s2HoHmKFAKE3RZgS1lEQErqKx0PVnvUmIh_q' }
vim.g.codestats_api_key = 'zAK6RAPG0PE6xvkiHjceWOyNDALH7cd74hUP95CuVJrTs1JFAKEObniycHq7'
vim.env.WAKATIME_API_KEY = os.getenv("WAKATIME_API_KEY")
return M
