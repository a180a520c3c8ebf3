curl -s 'https://api.weather.example/v1/now?q=Oslo&api_key=FAKEql4gAvtLHbVbyXxNHJ'
curl -H 'Authorization: Bearer FAKE.HGy9HF_ucKbuuKm.XS4lkFmEp-Cn' https://ingest.logstag.example/v1/targets
curl -u 'api_key:fa4e89de66c78f3bf04c162efcfbeb74' https://api.geo.example/
curl -d '{"logstag_api_key":"FAKEegJ4dMBqliEBuWpcWRf1NTHNWtC8gQZ3D3tl"}' https://setup.example/v1
http POST https://api.sms.example/send api_key=FAKEHQv9Y0ybmvTHJ8gg to=+4712345678
wget --header="X-Api-Key: FAKE6ZxwLESvGl0zMgtv" https://api.mail.example/v1
