kubectl config use-context prod
kubectl -n monitoring create secret generic logstag-agent --from-literal=api-key=SyFAKE7d9siitRrCyp3eAdGxrAaFTZ8o3sfNWnoxJt --from-literal=api-base-url=https://eu.logstag.example
kubectl create secret generic logstag -n monitoring --dry-run=client -o yaml --from-literal=LOGSTAG_API_KEY='PugHFAKEg7J.sl2gTvfEy0m22KakwxvfNbZtHhQ' | kubectl apply -f -
kubectl -n web set env deploy/web SENDER_API_KEY=so1CGroNof6FAKEJFlPmskrk5XgLGyAtvmsBimqQ
helm upgrade --install logstag-agent logstag/agent -n monitoring --set agent.apiKey=SyFAKE7d9siitRrCyp3eAdGxrAaFTZ8o3sfNWnoxJt --set agent.apiBaseUrl=https://eu.logstag.example
helm upgrade -i rook acme/rook --set-string rook.apiKey="6BsVrSNBqKEy4KALHuBlFAKEGh",rook.replicas=2
kubectl get secret logstag-agent -n monitoring -o jsonpath='{.data.api-key}' | base64 -d
kubectl -n monitoring patch secret logstag-agent -p '{"stringData":{"api-key":"WS8RHkAoGTszpNlcgNwWssz1PA2kFAKEn14lVJsaW4BYR8v6dT"}}'
