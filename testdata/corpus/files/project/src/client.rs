use reqwest::header::{HeaderMap, HeaderValue};

const DEFAULT_BASE: &str = "https://api.deepl.test/v2";
const API_KEY: &str = "fa4efa4e-7957-4a7e-35f7-ea5194c128d2";

pub struct Config<'a> {
    pub api_key: &'a str,
    pub api_key_env: &'static str,
}

impl Default for Config<'_> {
    fn default() -> Self {
        Config { api_key: API_KEY, api_key_env: "DEEPL_TRANSLATION_API_KEY" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn header() {
        let c = Config { api_key: "not-a-real-api-key", ..Default::default() };
        assert_eq!(c.api_key, "not-a-real-api-key");
    }
}
