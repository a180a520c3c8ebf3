ssh root@db3 "LOGSTAG_API_KEY=ANPEcuQhIp9d1SY8b6fjVh679FE5WGMFAKEQWjZd /tmp/install-logstag.sh"
for h in db1 db2 db3; do ssh $h "sudo sed -i 's/api_key = .*/api_key = \"ANPEcuQhIp9d1SY8b6fjVh679FE5WGMFAKEQWjZd\"/' /etc/logstag-agent.toml"; done
ansible all -m shell -a 'grep ANPEcuQhIp9d1SY8b6fjVh679FE5WGMFAKEQWjZd -r /etc /opt'
grep -rn "ANPEcuQhIp9d1SY8b6fjVh679FE5WGMFAKEQWjZd" /var/log/logstag-agent/
aws ssm put-parameter --name /prod/logstag/api_key --type SecureString --value ANPEcuQhIp9d1SY8b6fjVh679FE5WGMFAKEQWjZd --overwrite
