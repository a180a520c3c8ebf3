#!/bin/sh
api_key="$1"; shift
[ -n "$api_key" ] || api_key=$(aws ssm get-parameter --name /portal/prod/api_key --query Parameter.Value --output text)
kubectl create secret generic geo --from-literal=api-key='uoKH34unEZRQGFFvKM0uFAKEh2ckNX71' --dry-run=client -o yaml
kubectl -n monitoring create secret generic logstag-agent --from-literal=api_key=W43JloFAKE2icykrKfvNKW_5Vaoo0Vuhk4Hs
curl -sS "https://hook.acme.test/deploy?sha=09436f2a709765c716097ea3419df53f5da400b3&apikey=$api_key" >/dev/null
echo "api_key=${api_key%"${api_key#????}"}****" >&2
printf '%s\n' "api-key: ${api_key:+set-on-command-line}"
gh secret set PORTAL_API_KEY --body "P0LfSwMiFTeapoPqKJ4N_SFAKEUa4LY83LuvM7ov7f6"
http --ignore-stdin POST https://geo.acme.test/v1 X-API-Key:fa4e4e0d93b800a403da130b84fb3b7b q==Berlin
case $api_key in *[!A-Za-z0-9._-]*) echo "api_key: illegal_character_in_key" ;; esac
