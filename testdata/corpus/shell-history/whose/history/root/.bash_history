MD_API_KEY=fa4e6eb758ed698ba55954ff5536c7ad MD_SITE=eu bash -c "$(curl -L https://md.example/install.sh)"
LOGSTAG_API_KEY=cKGWGxDOOObFAKELSOZJpXOsHmWTEjqhHUErXigb LOGSTAG_API_BASE_URL=https://in.acme.example bash -c "$(curl -fsSL https://get.logstag.example/install.sh)"
helm upgrade md metricdog/agent --set metricdog.apiKey=fa4e6eb758ed698ba55954ff5536c7ad
helm upgrade --install logstag logstag/agent --set agent.apiKey=4GOoW8kGoumhMuFAKEadW1PszmtZA6Nd7pGcUIU5 -n obs
kubectl -n obs create secret generic logstag-agent --from-literal=api-key='4GOoW8kGoumhMuFAKEadW1PszmtZA6Nd7pGcUIU5'
kubectl -n shop create secret generic payly --from-literal=api-key=e1PXb8FViV6u3j7FAKEsbN4aUyWaJU
