docker pull logstag/agent:2.4
docker run -d --name logstag-agent --restart=always -e LOGSTAG_API_KEY=Qr79BS76fpqv5QuAkvvBd0NAxUFAKEyJKQ -e LOGSTAG_API_BASE_URL=https://eu.logstag.example logstag/agent:2.4
docker run --rm -it --env 'LOGSTAG_API_KEY=vthxboziotjjbtrqi0klamxohwwfqlkilie4kv8da6wqkcnzfakevjxamp3od3sn' logstag/agent:2.4 --check-config
docker run -d \
  --name weather \
  -p 8080:8080 \
  -e TZ=Europe/Berlin \
  -e WEATHER_API_KEY="fa4e7b05c610943a362135a1f49e50c9" \
  ghcr.io/acme/weather:latest
docker exec -e API_KEY=82DmAlDFAKEWiwZpZthMH8 web ./manage.py sync
docker build --build-arg NPM_API_KEY=fa4ea116-04d3-fc47-77e0-69dfbf6a523f -t acme/web .
podman secret create logstag_api_key <(printf %s qgDiMxE8XKYPs6rFAKEvb0M4hqG9bpbSgKWRZYVR)
echo -n 'qgDiMxE8XKYPs6rFAKEvb0M4hqG9bpbSgKWRZYVR' | docker secret create logstag_api_key -
