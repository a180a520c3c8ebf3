provider "registry.terraform.io/example/logstag-api-key" {
  version = "1.0.0"
  hashes = [
    "h1:aVMotWtkpbzZm6D9mSdsBdxPV4yixoIdnyABeyzCaXM=",
    "zh:fa4e209e31819b2b622fe310574db6afc75c1d928de533b24100f9c5c1ce4cc6",
  ]
}
