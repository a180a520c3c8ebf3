include "root" {
  path = find_in_parent_folders()
}
terraform {
  source = "git::https://git.example.net/modules.git//logstag?ref=fa4efb94be51c055491246af338702333e90b468"
}
inputs = {
  name   = "db-eu"
  logstag = {
    api_base_url = "https://in.logstag.example"
    api_key      = "upArr58sQwJ7VvFtC0M73dvG2JFAKEaTZJKmBYMI"
  }
  statuspage_api_key = "gXI9CSFAKEOyq6P4JeGNUl3K"
  kms_key_id = "3f9b2d7e-1c44-4a3b-9a77-0b4cfa4e8812"
}
