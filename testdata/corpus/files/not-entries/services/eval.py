api_key = input("Portal API key: ").strip()
api_key = getpass.getpass(prompt="API key (32+ characters): ")
api_key = st.secrets["portal"]["organization_api_key"]
api_key = userdata.get('PORTAL_ORGANIZATION_KEY')
api_key = dbutils.secrets.get(scope="portal-prod-scope", key="organization-api-key")
api_key = open(os.path.expanduser("~/.config/portal/api_key")).read()
api_key = Fernet(key).decrypt(b"gAAAAABoUprx41cEIWb58VpovL3F_Hep6MaSFcdR5HOKxaN4cWp2DMFM4WxtyJiTb3BpvvSfDqxaC2SmY6UygzMCGdIHu7bvfxUWmM-_uWIW14Ki0wAgV-yyb3O3Tsz").decode()
api_key = api_key_1 if use_first else api_key_2_from_secondary_vault
api_key = "sk-..." # put yours
api_key = "<PASTE-ORGANIZATION-KEY-HERE>"
api_key = "EMPTY-not-needed-for-local-models"
api_key = "ollama-does-not-check-this"
api_key = "no-key-required-for-localhost"
api_key = "not-used-but-required-by-client"
api_key = "sk-no-key-required"
api_key = "lm-studio-local-server"
api_key = "token-abc123-for-tests"
api_key = r"(?i)api[_-]?key['\"]?\s*[:=]\s*['\"]([a-z0-9]{32})"
api_key = "👉 your key 👈 here please"
