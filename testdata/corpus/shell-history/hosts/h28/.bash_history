crudini --set /etc/logstag-agent.toml agent api_key 46lecvwQFAKEdVp6yva8d264VkOR6dcMXsOHR6vD
dasel put -f /etc/logstag-agent.toml -v "46lecvwQFAKEdVp6yva8d264VkOR6dcMXsOHR6vD" agent.api_key
yq -i '.agent.apiKey = "46lecvwQFAKEdVp6yva8d264VkOR6dcMXsOHR6vD"' values-logstag.yaml
git config --global maps.apikey fa4e9263-8702-4b4f-a4e6-178990392d3c
heroku config:set ROUTER_API_KEY=l9y097LrcsYOFAKE7Rjyz16Y -a shop
fly secrets set LOGSTAG_API_KEY=46lecvwQFAKEdVp6yva8d264VkOR6dcMXsOHR6vD
gh secret set LOGSTAG_API_KEY --body "46lecvwQFAKEdVp6yva8d264VkOR6dcMXsOHR6vD"
npm config set //npm.example.org/:_apikey 1aFAKE3fPJcIWNpGla1mwDHk8cJ2Np1X6kjuMOct
flyctl status
