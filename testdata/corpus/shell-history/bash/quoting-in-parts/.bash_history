vi notes
export LOGSTAG_API_KEY=1TtteuaTYK"2fEtfGNd3GucvIN"gFAKEgoYb1n9CpkFv7Y
LOGSTAG_API_KEY='s9tbBKKcwiWZ''SgV0ZFFAKEYwJCUuCvi7oAzaAHqx' ./install.sh
echo $'api_key = "vBkfv3xocS8tQFAKEZA3Ybsz7W0dmiEmHitQnbDF"\nlog_level = "info"' >> /etc/logstag-agent.toml
export LOGSTAG_API_KEY=$'wIa\x311DrKB\x78Guh7teDnEnfT7LpurCItFAKE67'
curl -H 'X-Api-Key: 'yr9CPgWkayBhvFAKEolaDdCV18md92Wo https://api.shop.example/orders
curl -H X-Api-Key:\ 6aBjUXhqGHcEmQvFAKEH6IqrtZDNtegU https://api.shop.example/orders
export SHOP_API_KEY=W4OIfNZI\
Gg6l2DibdFAKEBzATd0x1EvLKdckG6zi
KEY=yCFAKEh6l; echo ok
