awk -v api_key="FAKEF4IDI1rGBmUHoEdW5w2h70W4T3td" 'BEGIN { print api_key }'
perl -pi -e 's/^api_key = .*/api_key = "KCuNh_6j8U1X3IWJe-nhSz.dgzOCFAKE"/' /etc/logstag-agent.toml
python3 -c 'import logstag; logstag.Client(api_key="FAKEaJb9mzqf1E2gVCiXrB0v3ntWWbBrYdsgtXCi")'
