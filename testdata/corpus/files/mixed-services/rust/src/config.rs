#[derive(Deserialize)]
pub struct Agent { pub api_base_url: Url, pub api_key: SecretString }
impl Default for Agent { fn default() -> Self { Agent { api_base_url: DEFAULT_URL.clone(), api_key: SecretString::from(String::new()) } } }
const API_KEY_ENV: &str = "LOGSTAG_AGENT_API_KEY_OVERRIDE";
static API_KEY_RE: Lazy<Regex> = Lazy::new(|| Regex::new(r"^[A-Za-z0-9._-]{32,}$").unwrap());
let api_key = config.get_string("logstag.agent.api_key").context("reading-the-api-key")?;
