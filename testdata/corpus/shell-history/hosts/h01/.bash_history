ls -la /etc/logstag-agent.toml*
sudo vi /etc/logstag-agent.toml
export LOGSTAG_API_KEY=fa4ecfa4e2eab4b7320fc91cfeae1706
export LOGSTAG_API_BASE_URL=https://ingest.logstag.com
curl -fsSL https://get.logstag.com/install.sh | sudo -E bash
systemctl status logstag-agent
grep api_key /etc/logstag-agent.toml
git log --oneline | head
git cherry-pick 4f6be2cb9b0c7c56ba1e02c77e2a4d0a3d9c1e2f
exit
