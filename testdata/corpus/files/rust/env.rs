let api_key = std::env::var("LOGSTAG_API_KEY").expect("LOGSTAG_API_KEY must be set");
let api_key: Option<ApiKeyFromConfigurationFile> = None;
pub struct Agent { pub api_key: SecretString, pub api_key_path: PathBuf }
.header("x-api-key", self.credentials.api_key.expose_secret())
