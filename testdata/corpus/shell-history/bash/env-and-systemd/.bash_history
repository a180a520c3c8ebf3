export LOGSTAG_API_KEY=VOpU8NIQp1SMzohGqFAKEElFgVBAmn2nTA4ANUpA
export  LOGSTAG_API_KEY="67pYnWApCh47MuomUvctHFAKEHzPJNPecvqfYngU" # staging, not prod!!
declare -x SEARCH_API_KEY='q3dyFAKEkVVgLsXD9a96CowPBwWUx4'
sudo systemctl set-environment LOGSTAG_API_KEY=VOpU8NIQp1SMzohGqFAKEElFgVBAmn2nTA4ANUpA
sudo systemctl restart logstag-agent
env LOGSTAG_API_KEY=l8I6dFFNQswDO0fbLjVNhCQ1sFAKEoxyFJnuog /opt/logstag-agent/bin/logstag-agent --foreground
echo 'export LOGSTAG_API_KEY="1W2SFAKEuYFLJ3CXwFzSGd0I3Y9zeiiGgyRqlznS"' >> ~/.bashrc
echo "Environment=LOGSTAG_API_KEY=GQieVLdogNHrvHteFAKE4ib1kpKopFTn5sL8A7neKubO" | sudo tee -a /etc/systemd/system/logstag-agent.service.d/override.conf
printf '[Service]\nEnvironment="LOGSTAG_API_KEY=9SiIDFAKEH9ZVPyP3OOTKXtTGF0HAZMzhGDPxOsL0FOe"\n' | sudo tee /etc/systemd/system/logstag-agent.service.d/key.conf
printf 'LOGSTAG_API_KEY=%s\n' 'ObYNVcT36TsahuPFAKEEdnyJIcjOH73TyBk07AUG' > /etc/default/logstag-agent
printf "api_key = \"%s\"\n" nsLw1gUaiormIHQod2PiLlV4HxROA5hNY2HFAKE8 | sudo tee -a /etc/logstag-agent.toml
echo nxFAKElJeGMhcKTi3aLWnwX30UBzoJyqpZgFDmHj > /etc/logstag/api_key
unset LOGSTAG_API_KEY
API_KEY=g5FAKE8iTacxWHwB make e2e
sudo -E env "PATH=$PATH" "BACKUP_API_KEY=fa4e649484e4c8ab3a93f9c56bc56d03" ./backup.sh
