docker run -d --name logstag --restart unless-stopped -e LOGSTAG_API_KEY=fa4ea4e329685b8a078cf48a60c8c8ff -e LOGSTAG_API_BASE_URL=https://ingest.logstag.com -v /var/log:/var/log:ro logstag/agent:2.4
docker logs -f logstag
docker inspect logstag | grep API_KEY
docker rm -f logstag
docker run -d --name logstag -e LOGSTAG_API_KEY='fa4ea4e329685b8a078cf48a60c8c8ff' logstag/agent:2.4
docker run --rm -e GEO_API_KEY="fa4ede326e93c80790cfa4ea847bbf15dcfdfc2a" geo:latest
