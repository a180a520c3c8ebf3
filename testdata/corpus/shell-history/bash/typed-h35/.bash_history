cat >> ~/.bashrc <<EOF
export LOGSTAG_API_KEY=q44ZXIOZOWFAKEJJprd87EYlJNEoOlQFTzA2pAiq
export PATH=\$PATH:/opt/logstag-agent/bin
EOF
echo LOGSTAG_API_KEY=q44ZXIOZOWFAKEJJprd87EYlJNEoOlQFTzA2pAiq >>/etc/environment
systemctl set-environment LOGSTAG_API_KEY=q44ZXIOZOWFAKEJJprd87EYlJNEoOlQFTzA2pAiq
systemctl edit logstag-agent
salt 'db*' cmd.run 'LOGSTAG_API_KEY=q44ZXIOZOWFAKEJJprd87EYlJNEoOlQFTzA2pAiq bash /tmp/install.sh'
ansible db -b -m lineinfile -a "path=/etc/logstag-agent.toml regexp='^api_key' line='api_key = \"q44ZXIOZOWFAKEJJprd87EYlJNEoOlQFTzA2pAiq\"'"
crudini --set /etc/logstag-agent.toml agent api_key '"q44ZXIOZOWFAKEJJprd87EYlJNEoOlQFTzA2pAiq"'
sshpass -p hunter2 ssh db9 true
tomlq -i -t '.agent.api_key="q44ZXIOZOWFAKEJJprd87EYlJNEoOlQFTzA2pAiq"' /etc/logstag-agent.toml
wget -qO- --header="apikey: KtpCYzsvlSYLnEwFAKE3bPjoIq28wfjAgu09xvt2" https://gw.example/v1/status
curl -d api_key=fa4e14082bb6a44b0abcd3c6cdd123e8 -d event=deploy https://hooks.example/notify
curl --data-urlencode "api-key=fa4e14082bb6a44b0abcd3c6cdd123e8" https://hooks.example/notify
export LOGSTAG_API_KEY='G2t.jr686rDznm02O9L3IRZAFAKEQd122vjoRRFXyYOx8cDbW5gk'; export LOGSTAG_ENV=prod
