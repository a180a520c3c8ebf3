resource "helm_release" "logstag" {
  set_sensitive {
    name  = "logstag.apiKey"
    value = "FAKE-K9C2R.g-W7e0Pxh.IVfwb2E_ftPn"
  }
  values = ["logstag:\n  apiKey: \"FAKE8Lg5jyTTnvkGwz5wMQVjm1vFskTN\"\n"]
}
