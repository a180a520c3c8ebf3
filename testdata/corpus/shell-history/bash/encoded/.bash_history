echo W2FnZW50XQphcGlfYmFzZV91cmwgPSAiaHR0cHM6Ly9hY21lLmxvZ3N0YWcuZXhhbXBsZSIKYXBpX2tleSA9ICJ2WDl0Z29BbnZGQUtFNGlFR3BOT1hsUTVxUXNpQzFVeVZDUkhoOFZ5Igpsb2dfbGV2ZWwgPSAiaW5mbyIK | base64 -d | sudo tee /etc/logstag-agent.toml
ssh db1 "echo W2FnZW50XQphcGlfYmFzZV91cmwgPSAiaHR0cHM6Ly9hY21lLmxvZ3N0YWcuZXhhbXBsZSIKYXBpX2tleSA9ICJ2WDl0Z29BbnZGQUtFNGlFR3BOT1hsUTVxUXNpQzFVeVZDUkhoOFZ5Igpsb2dfbGV2ZWwgPSAiaW5mbyIK | base64 -d > /etc/logstag-agent.toml"
curl 'https://app.example/login?next=https%3A%2F%2Fapi.shop.example%2F%3Fapi_key%3DnVsVoGJWxcgUHJNPFAKE3ZaKB5yOJAJZ'
kubectl patch secret logstag-agent -p '{"data":{"api-key":"eTFWbDl1dGZEMDR4VjRqRkFLRUN3WU5VSnpjQnBMVk1yZkxFNERNZg=="}}'
xxd -r -p <<< 53484f505f4150495f4b45593d76346b7546414b453755313558357443597365367467734f42494a54785551710a > /tmp/k.env
echo H4sIAAAAAAACA4tOTE/NK4nlSizIjE9KLE6NLy3KUbBVUMooKSkottLXT0zOTdXLyU8vLklM10utSMwtyElVAqvOTq0EKawyNC2L9CmOKi80c3P0dg0IyE0Jd/cqz3QJccvJc4oKTjR2Kw8PTDdS4gKaEp+TWpYKNj8zLy1fiQsAChq+kH4AAAA= | base64 -d | gunzip > agent.toml
echo 'aGVsbG8gd29ybGQsIHRoaXMgaXMgb25seSBhIGdyZWV0aW5n' | base64 -d
echo '{"api_key":"\u0024{API_KEY}"}' > t.json
