export LOGSTAG_API_KEY='enc:8sJc0Zq2L1m9VnB7xR4tY6uP3wE5aD1f=='
sudo sed -i 's|^api_key.*|api_key = "ENC(q8X0m1V7d2Kc9wLr3TzYb6HnPs4Ju5Ga)"|' /etc/logstag-agent.toml
echo 'api_key: ENC[AES256_GCM,data:Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5,iv:q8X0m1V7d2Kc9wLr3TzYb6HnPs4=,tag:8sJc0Zq2L1m9VnB7xR4tYw==,type:str]' > s.yaml
echo "spring.api-key={cipher}4b1f0c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c" >> app.properties
htpasswd -nbB admin api_key
echo 'api_key_hash = "$2b$12$Q9vX1kL0m2N3b4V5c6X7zuGh8Jk9Lq0Wr1Et2Yu3Io4Pa5Sd6Fg7H"' >> seeds.toml
ansible-vault encrypt_string --name logstag_api_key
