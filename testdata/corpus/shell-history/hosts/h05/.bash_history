curl -H "X-Api-Key: fa4e87d0-fe22-4904-af7f-fccfa4e621e4" https://jackett.local:9117/api/v2.0/indexers
curl "http://sonarr.lan:8989/api/v3/queue?apikey=fa4e54f59d23c8afa4ee6f2fa4191d87&page=1"
curl -s https://weather.example.net/v1?apikey=$WEATHER_KEY\&q=Wien | jq .
http GET :8080/items Api-Key:7UroZbbeacuGDMBJDmfSQTvkFAKEKWsiA7DM2gc6
wget --header='api-key: QO3EO_h9S9PQWf6ogctG5bjDFAKEfQiu' -O out.json https://search.example.net/docs
