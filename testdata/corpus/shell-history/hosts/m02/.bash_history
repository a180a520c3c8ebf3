sha256sum /etc/logstag-agent.toml
echo "4f6be2cb9b0c7c56ba1e02c77e2a4d0a3d9c1e2f4f6be2cb9b0c7c56ba1e02c7  logstag-agent_2.4.0_amd64.deb" | sha256sum -c
git clone git@git.example.org:ops/logstag-agent-configuration-for-production.git
git revert 0d9b5b3a4f6be2cb9b0c7c56ba1e02c77e2a4d0a
docker pull registry.example.org/ops/logstag-agent@sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881
docker exec -it 91ab23cd45ef4f1d2e3c5b6a7d8e9f00112233445566778899aabbccddeeff00 logstag-agent --check-config
tail -f /var/log/logstag-agent/agent.log | grep -v 5a1de2c3f4b5a6978812cd34ef56ab70
