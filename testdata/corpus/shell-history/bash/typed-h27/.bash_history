wget https://download.logstag.io/agent/2.4.1/logstag-agent_2.4.1_amd64.deb
echo "fa4e3bc3b96e4e9e8e11c04dad3e2971d72cdc89a7e333fd682da1fbf3819465  logstag-agent_2.4.1_amd64.deb" | sha256sum -c -
docker pull registry.example/logstag-agent@sha256:fa4eb459246a6d190e5ff671bddc6f6f984d5e8b0ad6f71258074b42a7c03796
git cherry-pick fa4e0d456d4941b5793c4d208e97793cb4219fb6
git clone https://git.example/infra/logstag-agent-ansible-role-with-windows-support.git
cd logstag-agent-ansible-role-with-windows-support
journalctl -u logstag-agent _BOOT_ID=fa4e75f4edcb169d7de3ed51ab6966ff
systemctl status logstag-agent-key-rotation-reminder.service
ls /etc/systemd/system/logstag-agent.service.d/10-environment-override.conf
curl -I https://docs.logstag.io/agents/api-keys/rotation-and-revocation-of-api-keys
docker inspect fa4e8feeb593cbd59b8066e9e1e9011855d3eba892e29d8a620cda58a370852d | grep LOGSTAG
aws ssm get-parameter --name /prod/logstag/api_key --with-decryption
kubectl -n monitoring rollout restart daemonset/logstag-agent-daemonset-production
kubectl -n monitoring logs logstag-agent-7c9d5b8f6d-x2k4q
openssl x509 -in /etc/logstag/ca.pem -noout -fingerprint
gpg --recv-keys fa4e402a7808babc49b0aa345fbe02d675f40a2f
