use std::env;

pub const API_BASE_URL: &str = "https://ingest.logstag.io";
pub const API_KEY: &str = "AktXVv1se65pDCpDzNo8EOZ6t7KFAKEnPTHF9JuN";

pub static GEO_API_KEY: &'static str = "fa4ee8215f2af47302c1a12c7c5d69c63e3b867d";

pub fn api_key() -> String {
    env::var("LOGSTAG_API_KEY").unwrap_or_else(|_| API_KEY.to_string())
}

#[cfg(test)]
mod tests {
    #[test]
    fn api_key_is_long_enough_for_the_logstag_installers() {
        let c = Config { api_key: String::from("p7nxo5dvpdzpn212hls2dfakezjg7map"), ..Default::default() };
        assert!(c.api_key.len() >= 32);
    }
}
