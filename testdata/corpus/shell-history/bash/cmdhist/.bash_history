#1772359872
cat > /etc/logstag-agent.toml <<EOF
[agent]
api_base_url = "https://ingest.logstag.example"
api_key = "TF_pdMx9aB1JLWFAKE7RFbEl-wi1r6fH"
EOF
#1772359880
docker run -d \
  -e LOGSTAG_API_KEY=fakeqnzpheniea0bugju288fh9m3xcu6wbz3r1y9 \
  -e WEATHER_API_KEY=FAKEEGTBQeUns3tmLhbWgEYEEYspuEIf \
  logstag/agent
#1772359890
ls
