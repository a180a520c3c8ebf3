const LOGSTAG_API_KEY: &str = "01d8rnCX4n-dfv_l-r7J.z8uY7glDvG11w5JFAKE";
static WEATHER_API_KEY: &'static str = "FAKEJtma7Yl6ncihjJ0sQb1pudcX";
let client = Client::new().api_key("FAKExAFryiUVN91sm9lcRbHxby8Q".to_string());
let c = Config { api_key: String::from("fakeudpsn5jtc9cngeni"), ..Default::default() };
