echo "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFAKE7lR9nMd0FGP188c9xosf6kuyR2bLskn5Rpbu logstag-deploy" >> ~/.ssh/authorized_keys
ssh-keygen -lf ~/.ssh/logstag_ed25519.pub
docker pull registry.example/logstag-agent@sha256:fa4e963b863ac8fdf9798473027d43d6fa7e98fcadfd48c137e8f5d4b65aa036
curl -O https://get.logstag.example/logstag-agent_1.4.2-1+deb13u1_amd64.deb
sha256sum -c <<< "fa4ef9784d7ffe87d78801eec568c9ccf5a361be6d7ee6109e05c561598fd76d  logstag-agent_1.4.2_amd64.deb"
git -C logstag-config show fa4e04880da0db3a9cac813d3a19767cc9ee0d2f
kubectl logs logstag-agent-7f9c2d8b5c-x7k2p -n monitoring --since=10m
gpg --keyserver keys.example --recv-keys fa4eb7b4324dba29c84858ad7c7fcdde304427cb # logstag packages
journalctl -u logstag-agent _SYSTEMD_INVOCATION_ID=fa4e4389d539910e2bf63201d4c200df
aws s3 cp s3://acme-logstag-backups-eu-west-1-production/agents.tar.zst .
