provider "registry.terraform.io/acme/apikey" {
  version = "2.1.0"
  hashes = [
    "h1:8YKcnnuweFAKEuXu2mzI1vAuQdn+dRTs4L2/hyeyvi6n",
    "zh:fa4ec911b08fd8fc2244218bcf1986187d25fef061b71cae867d715976846b7f",
  ]
}
