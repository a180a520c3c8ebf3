curl -s -H "X-API-Key: rObNXvDFAKED0ThCjDJpK8cD6XmlKM0E" https://api.mailrelay.example/v2/domains | jq .
curl -s -H 'x-api-key:ujefakeyz2bgwrbjv4twzipc' -H 'accept: application/json' https://status.example/api
curl -XPOST https://ingest.logstag.example/v1/register -H "Content-Type: application/json" -d '{"host":"db1","api_key":"9oX8TLgfjDwaYZp0pLER4F5FAKEkYXzgOyVEid2c"}'
curl "https://maps.example/geocode?address=Berlin&apikey=TFV5d4uT1z0jpxFpASAxFAKEzJmY&format=json"
curl -u "apikey:QpTFAKE7_Fwntuy7Vrbeaq.bawO_HgpichptWmBTyi7p" https://gateway.watson.example/v1/models
curl -fsS --data-urlencode "api_key=2TFlFAKEK6jwaw8D670H" --data-urlencode 'title=Deploy done' https://events.example/api/v1/events
curl -k --header "Authorization: Bearer $TOKEN" https://kube.local:6443/api
curl -sS -d "{\"apiKey\": \"NmHFAKEzxsN8sdZaY0r2gELxgJLvy0qLc7Uw\", \"env\": \"prod\"}" https://hooks.example/in
http POST :8080/v1/hook 'X-Api-Key:fa4e9fb5860bf2f58103f7bee596ffea' name=foo
wget -qO- --header="Api-Key: cDFAKEebQQV3B3CuYrm7VtDmFaAPCy" https://synthetics.example/api/checks
