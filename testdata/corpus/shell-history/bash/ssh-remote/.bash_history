ssh root@db4 'echo "LOGSTAG_API_KEY=QuSmDpSsVKCFAKExrrOq72aNYFUWwQcxAa6l93Xl" >> /etc/environment'
ssh db5 "sudo sed -i 's/^api_key.*/api_key = \"fuLUolFAKEZ9t3E49XJSc6fXr6v2LyCfDk2paOUP\"/' /etc/logstag-agent.toml && sudo systemctl restart logstag-agent"
for i in 1 2 3; do ssh db$i "export LOGSTAG_API_KEY=2KMU1frZxYCGkthNGFAKEV2odDpH2Ya4ChGS; sudo -E bash /tmp/install.sh"; done
ssh -t web1 sudo env MAILER_API_KEY=eOMmIxmuDnDxVFAKEk8KuLOQ2OfN2Aw8papmhxmW /srv/app/bin/rake mail:test
pssh -h hosts.txt -i "LOGSTAG_API_KEY=2KMU1frZxYCGkthNGFAKEV2odDpH2Ya4ChGS sh /tmp/i.sh"
ssh win3 powershell -Command "[Environment]::SetEnvironmentVariable('LOGSTAG_API_KEY','dSgfwyjOFAKEa2Mu3kESZXSIQtPGqnavVB3Cg2A5CFB7','Machine')"
su - postgres -c 'psql -c "alter system set app.api_key = '"'"'iRRcFAKEge28D7u4CJbIMX1IRf2FPxyo'"'"'"'
