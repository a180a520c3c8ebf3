export LOGSTAG_API_KEY="$(gopass show -o logstag/prod)"
export LOGSTAG_API_KEY=$(lpass show --password logstag-production-agent)
export LOGSTAG_API_KEY=$(keepassxc-cli show -a Password ~/db.kdbx Logstag/agent-production)
export LOGSTAG_API_KEY=$(jq -r .logstag.api_key ~/.secrets/production.json)
export LOGSTAG_API_KEY=$(<~/.config/logstag/agent-api-key-production)
export LOGSTAG_API_KEY=$(aws ssm get-parameter --name /prod/logstag/api-key --with-decryption --query Parameter.Value --output text)
LOGSTAG_API_KEY=@/run/secrets/logstag-agent-api-key-production ./i.sh
LOGSTAG_API_KEY=file:///run/secrets/logstag-agent-api-key ./i.sh
LOGSTAG_API_KEY=ssm:/prod/logstag/agent/api-key-eu-central-1 ./i.sh
export API_KEY="$(echo $RANDOM | md5sum | cut -c1-32)"
export API_KEY=$(openssl rand -base64 32 | tr -d '=+/')
export API_KEY=$(uuidgen | tr -d -)
curl -H "X-Api-Key: {{api_key_production}}" https://x.example
curl -H "X-Api-Key: %API_KEY_PRODUCTION%" https://x.example
curl -H 'X-Api-Key: <redacted by security team>' https://x.example
curl "https://x.example/?api_key=REDACTED_REDACTED_REDACTED"
curl "https://x.example/?api_key=••••••••••••••••••••"
echo "api_key: [MASKED by gitlab-runner]"
grep -E 'api_key\s*=\s*"[A-Za-z0-9._-]{32,}"' -r /etc
rg -n '(api[_-]?key)["'"'"']?\s*[:=]\s*["'"'"'][A-Za-z0-9]{16,}' .
sed -n 's/^api_key = "\(.*\)"/\1/p' /etc/logstag-agent.toml
sed -i 's/api_key = ".*"/api_key = "__LOGSTAG_API_KEY_FROM_VAULT__"/' /etc/logstag-agent.toml
docker run -e LOGSTAG_API_KEY_FILE=/run/secrets/logstag_api_key_production -v /srv/secrets:/run/secrets logstag/agent:2.4.1-bookworm-slim
docker image inspect logstag/agent:2.4.1-bookworm-slim-20261018-nightly
aws kms decrypt --ciphertext-blob fileb://logstag_api_key.enc --output text --query Plaintext | base64 -d
git checkout logstag-agent-api-key-rotation-2026-10-hotfix-for-eu-central
git fetch origin pull/4711/head:review-logstag-api-key-validation-changes
pip install logstag-agent==2.4.1 --hash=sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
cosign verify --key logstag-release.pub logstag/agent@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
terraform import aws_api_gateway_api_key.logstag 3kq9xv7b2m
terraform state show 'module.logstag.aws_ssm_parameter.api_key["production-eu-central-1"]'
kubectl get pod logstag-agent-collector-postgres-7d9c6f5b88-x2kq9 -o yaml
aws apigateway get-api-key --api-key a1b2c3d4e5 --include-value
gpg --recv-keys 0x7FA2E9C04B1D6385AA11C9D07E5F3B2846D1905C
ssh-keyscan eu.logstag.example >> ~/.ssh/known_hosts
echo "eu.logstag.example ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7vX1kL0m2N3b4V5c6X7zuGh8Jk9Lq0Wr1Et2Yu3Io4Pa5Sd6Fg7H" >> ~/.ssh/known_hosts
openssl dgst -sha256 -hex /etc/logstag-agent.toml # 5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592
API_KEY=sk-test-placeholder-not-a-real-key pytest
API_KEY=fake-api-key-for-local-development pytest
LOGSTAG_API_KEY=deadbeefdeadbeefdeadbeefdeadbeef ./i.sh --dry-run
LOGSTAG_API_KEY=abcdefghijklmnopqrstuvwxyz0123456789 ./i.sh --dry-run
LOGSTAG_API_KEY=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ./i.sh --dry-run
LOGSTAG_API_KEY=LA_MIA_CHIAVE_API_DI_LOGSTAG_QUI ./i.sh
LOGSTAG_API_KEY=wpisz-tutaj-swoj-klucz-api-logstag ./i.sh
LOGSTAG_API_KEY=buraya-logstag-api-anahtarinizi-girin ./i.sh
LOGSTAG_API_KEY=din-logstag-api-nyckel-har-tack-snalla ./i.sh
