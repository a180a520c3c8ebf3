sed -i.bak 's|^api_key = .*|api_key = "FAKE-oAvH_6QdrumWZicRfeD.7HjjZ4-gApq-UA5k"|' /etc/logstag-agent.toml
