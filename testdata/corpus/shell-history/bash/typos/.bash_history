export LOGSTAG_API_KEY=q7Zt41mWc
export LOGSTAG_API_KEY=q7Zt****************************
export LOGSTAG_API_KEY=
logstag-agent --api-key --check-config
echo $LOGSTAG_API_KEY | cut -c1-4
