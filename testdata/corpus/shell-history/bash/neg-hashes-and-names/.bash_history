git show 9f3c1e7a52b8d604cc1f0e9a7b6d5c4e3f2a1b0c -- /etc/logstag-agent.toml
git log -S api_key --oneline
git revert 4b825dc642cb6eb9a060e54bf8d69288fbee4904 # logstag api_key commit
sha256sum /etc/logstag-agent.toml | grep 5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592
docker pull logstag/agent@sha256:3f5c8e1d9a7b2c4f6e0d8a1b3c5e7f9a2b4d6c8e0f1a3b5d7c9e1f2a4b6c8d0e
ssh-keygen -lf ~/.ssh/logstag_api_key_deploy.pub
cp /etc/logstag-agent.toml /etc/logstag-agent.toml.2026-10-18T12.33.41.before-key-rotation
vim /opt/logstag-agent/lib/logstag-agent-collector-postgres-plugin.so
journalctl -u logstag-agent-api-key-rotation-helper.service --since yesterday
kubectl describe secret logstag-agent-api-key-rotation-2026-10 -n monitoring
kubectl -n monitoring logs logstag-agent-collector-7d9c6f5b88-x2kq9 -f
curl -sI https://eu-central-1.ingest.logstag.example/v1/agents/heartbeat-and-metrics
python -m pytest tests/test_api_key_validation_for_logstag_agents.py -k test_api_key_is_rejected_when_too_short
make api_key_documentation_and_screenshots
grep -rn "api_key_hash_of_organisation" src/
rg 'apiKeyFromEnvironmentVariable'
mysql -e "ALTER TABLE api_keys ADD COLUMN api_key_fingerprint_sha256 CHAR(64)"
export API_KEY_FILE=/run/secrets/mailer-api-key-production-eu
export API_KEY_ID=projects-acme-locations-global-keys
export LOGSTAG_API_KEY_ROTATION_SCHEDULE=every-first-monday-of-the-month
apt-key adv --recv-keys 7FA2E9C04B1D6385AA11C9D07E5F3B2846D1905C
