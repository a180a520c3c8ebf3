curl -fsSL https://get.logstag.example/install.sh -o i.sh && chmod +x i.sh && LOGSTAG_API_KEY=YFpgOAm5q3F3bu0Ih9lgwX5jX2q5FHi6zFAKEKsB ./i.sh --yes
wget -qO- https://get.logstag.example/install.sh | LOGSTAG_API_KEY=YFpgOAm5q3F3bu0Ih9lgwX5jX2q5FHi6zFAKEKsB sh -s -- --channel stable
bash <(curl -s https://get.logstag.example/install.sh) --api-key u2pDMGN4YmFeruisUXUuCKWarhCKfFAKEDQV
curl -s https://get.logstag.example/install.sh | bash -s -- --api-key=91.SWgm8h3EZ-V5FAKENcnVU3HUJtcr1eN --no-start
sudo apt install logstag-agent && echo "logstag-agent logstag-agent/api_key password OX0zFAKEIi5SRw5nBotwwg6ZXM0E4tvQWgfam0pK" | sudo debconf-set-selections
sudo dpkg-reconfigure logstag-agent
DD_API_KEY=fa4e8da9331070da1c617ed079e52b8f DD_SITE="datadoghq.eu" bash -c "$(curl -L https://install.dd.example/agent.sh)"
NEW_RELIC_API_KEY=w7PxmvRnPJPBgCFAKEjuDbXj0P0 NEW_RELIC_ACCOUNT_ID=3312345 /usr/local/bin/newrelic install -n infra
!sudo
!! | less
