export LOGSTAG_API_KEY="WnLR6u7mgxFHgwZa3NFAKED2kxs0BeFa" LOG_LEVEL=debug
export FOO=1 BAR_API_KEY=qgqeJzFAKES0xwu6 BAZ='x y'
if [ -z "$SHOP_API_KEY" ]; then SHOP_API_KEY=PmdilA74UGjFAKEE0Cys8Fv1HvFsuYSg; fi
: ${SHOP_API_KEY:=e3K1424WrEoghof7p1DlN4ebFAKEV3sK}
SHOP_API_KEY="${SHOP_API_KEY:-QkxgQdHJjidXh3FAKEPWT7PVgeFmNyMg}" npm start
test "$API_KEY" = "N54B4tKG02TOpPYa38LFAKEdhGqhOmD0" && echo same
(export LOGSTAG_API_KEY=qsno5mXKdFAKE2YhaUVwFlDz0ugdq8JzH6daT5vu; ./run) &
LOGSTAG_API_KEY=qsno5mXKdFAKE2YhaUVwFlDz0ugdq8JzH6daT5vu&&./run
declare -A cfg=([api_key]="0QijnPGRkH8CFAKEwStpxRClaNNFmrmN" [region]=eu)
alias agent='LOGSTAG_API_KEY=NN5b0WFAKEBSCmLUJLm8q9sxtU0KhMtFuMbt5C1y logstag-agent'
function k() { curl -H "apikey: yc1rVCKAwl4hbeFNkpfFAKEE70n9wFut" "$@"; }
tmux new -d -s a "env SHOP_API_KEY=FAKEMdYSnD6Sd4urbGmOTSqLPfZiwjTO node server.js"
nohup env SHOP_API_KEY=FAKEMdYSnD6Sd4urbGmOTSqLPfZiwjTO node server.js > out.log 2>&1 &
crontab -l | { cat; echo "*/5 * * * * API_KEY=9Cz6xxGHulgeCYsFOqchNzFAKEunWzTk /usr/local/bin/sync"; } | crontab -
systemd-run --setenv=LOGSTAG_API_KEY=cGTlxO2sXfARp8lJhbwr2Q0gqB4ycUekFAKEMmOT --unit=la /opt/logstag-agent/bin/logstag-agent
curl -G https://api.shop.example/v2 -d apiKey=jgPGBFAKEiyS5svAPijxiPb0f0aioCDt -d q=shoes
curl --json '{"query":"{me}","extensions":{"apiKey":"AWFAKEG6WRgg4VSoNdwPvXKa6MJeJQ7y"}}' https://api.shop.example/graphql
curl "https://user:pw@api.shop.example/v2?q=a&api-key=Hkp0ebzczOrIxlvpHpjdMlLFAKEvwVT7#frag"
grpcurl -H 'x-api-key: vLVeL4VwfF5JvtLSFAKE9oOKDiZKt5na' api.shop.example:443 list
LOGSTAG_API_KEY = "RhK30C1kMkgpqsneke1rq1hH7QNFAKEpS37didxO"
logstag_api_key: 790491c7AZrIGNyMxulI0VFWKW7pKjXQ1FAKEe7G
git commit -m "remove api key uwf8DdUS3PociFAKEdIxtlpIXnoa3s3m"
