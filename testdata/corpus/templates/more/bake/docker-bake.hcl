target "agent" {
  args = {
    LOGSTAG_API_KEY = "G_EAdDAtj4Y.u-B.iEtk6sGP_k72FAKE"
    REVISION        = "fa4edb241a5c9b69ecaa3978be923b138b4eed97"
  }
}
