for h in db1 db2; do ssh $h "sudo LOGSTAG_API_KEY=FAKEGWUAYC.NmacFdPlB27fT_BUZxs3pJqMC9m_n4Inz ./install.sh"; done
printf '[agent]\napi_key = "%s"\n' FAKE9bwArWepvXlpNbwsFnE2WbgM6fo55eGhpDSJ | sudo tee /etc/logstag-agent.toml
echo 'api_key = "fakectf4v2zv89scmgbklt1hs3sppdp04r"' | sudo tee -a /etc/logstag-agent.toml
echo "LOGSTAG_API_KEY=FAKE6K1GMC75I31B5YICMHASOFDQOFXX" >> ~/.profile
