#!/bin/bash
set -eu
export LOGSTAG_API_KEY="dkGNxWDNQVe-WaFAKEEnKm.f_x7vuBu7"
curl -fsSL "https://get.logstag.example/install.sh" | bash
curl -H "X-API-Key: FAKEjgzzS0LQzvHio6Rg" https://api.weather.example/v1
