#[arg(long = "api-key", env = "PORTAL_API_KEY", value_name = "ORGANIZATION_API_KEY", hide_env_values = true)]
api_key: Option<String>,
let api_key = args.api_key.or_else(|| keyring_entry("portal-api-key").ok()).context("api_key: none_of_flag_env_keyring")?;
static GEO: Lazy<Geo> = Lazy::new(|| Geo::new(ApiKey::from_static("fa4e50a1ab45f56b04f150fc94e39e58")));
headers.insert("x-api-key", HeaderValue::from_static("iFAKEcEvdpwNg4CoO4r35IAl6TyqXWaIfqKgZtgp"));
const LOGSTAG: Agent = Agent { api_base_url: "https://in.logstag.acme.test", api_key: "PntW4dm2BdKxMBFAKEnZkiiCDYVBuBLe" };
