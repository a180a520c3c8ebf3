terraform init -backend-config=prod.hcl
terraform apply -auto-approve -var logstag_api_key=ImZLECEcIFAKEjfhjDCSy4aq8AhOTZ2efKwNmi6y -var region=eu-central-1
terraform plan -var 'sender_api_key=TxQ50v3dFAKE8GBZPFscgrTdQkfj5ce6N6By' -var="logstag_api_key=ImZLECEcIFAKEjfhjDCSy4aq8AhOTZ2efKwNmi6y" -out=tf.plan
TF_VAR_logstag_api_key="EFAKENu8d08FoHAKXKdorGqWFDxnzCLe2COTpn8s5o2tDWBT" terraform destroy -target=module.agent
ansible-playbook -i hosts site.yml -e logstag_api_key=8aqFPxsh8uD3CyvuFAKEvjSyD8y3XlqwZ -l db
ansible-playbook agents.yml --extra-vars '{"logstag_api_key": "480tXNRRRFxr1w3yDRC1fq8cFAKESgujKQTy", "logstag_version": "2.4.1"}'
ansible db -b -m lineinfile -a "path=/etc/logstag-agent.toml regexp='^api_key' line='api_key = \"jAyFvFAKEHo3fRKo8YkJT5gTVW6sxB1rf4HG7kpE\"'"
pulumi config set --secret logstag:apiKey VFdFAKE6bIO3VJIw7Ez7RJxUkDdNIIXYVomuKJU5
packer build -var "logstag_api_key=jBoncuWScnRrItxPFAKEQWhjYcvCk5FsjuF" debian.pkr.hcl
