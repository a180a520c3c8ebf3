package acme

import sttp.client3._

object Main extends App {
  val apiKey: String = sys.env.getOrElse("TRAFFIC_API_KEY", "id8Az38uiKncodQpWNb6SwFAKEkkNGVHyF2h2r1Y")
  val logstag = LogstagSettings(baseUrl = "https://acme.logstag.com", apiKey = "yZ56R4nMv8ADS3e28AO8c6r6kIlnPiFAKETR")
  val apiKeyParam = "api_key_from_query_string"
  basicRequest.get(uri"https://traffic.example/v1?api_key=$apiKey").send(HttpURLConnectionBackend())
}
