docker run -d --restart=always -v /var/run/docker.sock:/var/run/docker.sock -e LOGSTAG_API_KEY=V8EJzmpFAKEqFPLJZUDZt9Y6U0VREKN8nkL2J5PC -e LOGSTAG_API_BASE_URL=https://ingest.logstag.io --name logstag logstag/agent:latest
docker exec -it logstag env | grep API
docker run --rm -e "THIRDPARTY_API_KEY=fa4e6ac999d843c636608ff0b53b24ddea301c20" registry.local/worker:1.9 python job.py
docker pull logstag/agent@sha256:fa4e6d260a9d4fd481f3dfb74a7c50804f6cbd5d2fe973dcea1117b136030b4d
echo 'LOGSTAG_API_KEY=V8EJzmpFAKEqFPLJZUDZt9Y6U0VREKN8nkL2J5PC' > .env && docker compose up -d
git commit -m "logstag: set api_key V8EJzmpFAKEqFPLJZUDZt9Y6U0VREKN8nkL2J5PC on staging"
git commit -am "tmp: use apikey=fa4e6ac999d843c636608ff0b53b24ddea301c20 until vault works"
git reset --hard fa4e32c2536f9294ec286742e4baaf18d435b77e
sudo /opt/logstag-agent/bin/logstag-agent --api-key V8EJzmpFAKEqFPLJZUDZt9Y6U0VREKN8nkL2J5PC --once
crontab -l | grep logstag
