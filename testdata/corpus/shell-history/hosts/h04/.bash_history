kubectl create secret generic logstag-agent -n monitoring --from-literal=api_key=ovQiIOwb99UhY-5TdVEHIpXLlOeIgH__FVqcAZ8mFAKEVECr --from-literal=api_base_url=https://ingest.logstag.com
kubectl -n monitoring get pods
kubectl get secret logstag-agent -o jsonpath='{.data.api_key}' | base64 -d
helm upgrade --install agent logstag/agent --set agent.apiKey=ovQiIOwb99UhY-5TdVEHIpXLlOeIgH__FVqcAZ8mFAKEVECr --set agent.logLevel=debug
echo -n ovQiIOwb99UhY-5TdVEHIpXLlOeIgH__FVqcAZ8mFAKEVECr | base64
kubectl rollout restart ds/logstag-agent
