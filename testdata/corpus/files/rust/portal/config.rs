#[derive(Debug, Deserialize)]
pub struct Settings {
    #[serde(rename = "api_key", default = "default_api_key_from_environment")]
    pub api_key: SecretString,
    pub api_key_kind: ApiKeyKind<'static>,
}
pub const API_KEY_ENV: &str = "PORTAL_COLLECTOR_API_KEY";
const API_KEY: &str = "9MIqGugWYomQzu7jUHk32oQFAKEqpzBt";
let api_key = std::env::var("API_KEY").unwrap_or_else(|_| "unset-api-key-please-configure".into());
let client = Client::builder().api_key(Secret::new(String::from("HSB5Rw13yI6VVOMFJj6Y9V5-FAKEtgKcTrs8aQ6l"))).build()?;
assert_eq!(parse("api_key = \"abc\"")?.api_key, ApiKeyKind::PlaintextRejectedByPolicy);
