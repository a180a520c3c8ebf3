#1760000000
grep -rn apikey .
#1760000037
go test ./...
#1760000074
ls -la
#1760000111
git cherry-pick 1f0c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d
#1760000148
git commit -m "Rename api_key field to agent_key in docs"
#1760000185
git status
#1760000222
tail -f /var/log/syslog
#1760000259
make test
#1760000296
go test ./...
#1760000333
curl -s http://localhost:9090/metrics | grep logstag_agent_api_key_errors_total
#1760000370
git commit -m "Rename api_key field to agent_key in docs"
#1760000407
sudo systemctl restart logstag-agent
#1760000444
make test
#1760000481
git commit -m "Rename api_key field to agent_key in docs"
#1760000518
ls -la
#1760000555
vim main.go
#1760000592
git checkout -b feature/api-key-validation-for-agents
#1760000629
grep -rn apikey .
#1760000666
tail -f /var/log/syslog
#1760000703
sudo systemctl restart logstag-agent
#1760000740
tail -f /var/log/syslog
#1760000777
cd /srv/app
#1760000814
kubectl get pods -A
#1760000851
git cherry-pick 1f0c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d
#1760000888
kubectl get pods -A
#1760000925
kubectl get pods -A
#1760000962
ls -la
#1760000999
ls -la
#1760001036
vim main.go
#1760001073
vim main.go
#1760001110
tail -f /var/log/syslog
#1760001147
tail -f /var/log/syslog
#1760001184
docker ps
#1760001221
history | grep api_key
#1760001258
vim main.go
#1760001295
vim main.go
#1760001332
tail -f /var/log/syslog
#1760001369
vim main.go
#1760001406
sudo systemctl restart logstag-agent
#1760001443
docker ps
#1760001480
ls -la
#1760001517
go test ./...
#1760001554
git checkout -b feature/api-key-validation-for-agents
#1760001591
tail -f /var/log/syslog
#1760001628
kubectl get pods -A
#1760001665
grep -rn apikey .
#1760001702
cd /srv/app
#1760001739
history | grep api_key
#1760001776
docker ps
#1760001813
ls -la
#1760001850
export LOGSTAG_API_KEY=cFAKE2I2l3As25z7BXxWGlI21vtXwdqdgZCor2pu
#1760001887
cd /srv/app
#1760001924
docker ps
#1760001961
go test ./...
#1760001998
docker ps
#1760002035
curl -s http://localhost:9090/metrics | grep logstag_agent_api_key_errors_total
#1760002072
history | grep api_key
#1760002109
tail -f /var/log/syslog
#1760002146
curl -s http://localhost:9090/metrics | grep logstag_agent_api_key_errors_total
#1760002183
curl -s http://localhost:9090/metrics | grep logstag_agent_api_key_errors_total
#1760002220
tail -f /var/log/syslog
#1760002257
git status
#1760002294
grep -rn apikey .
#1760002331
ls -la
#1760002368
go test ./...
#1760002405
sudo systemctl restart logstag-agent
#1760002442
ls -la
#1760002479
git checkout -b feature/api-key-validation-for-agents
#1760002516
go test ./...
#1760002553
sudo systemctl restart logstag-agent
#1760002590
ls -la
#1760002627
git cherry-pick 1f0c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d
#1760002664
git status
#1760002701
tail -f /var/log/syslog
#1760002738
vim main.go
#1760002775
make test
#1760002812
git commit -m "Rename api_key field to agent_key in docs"
#1760002849
git cherry-pick 1f0c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d
#1760002886
go test ./...
#1760002923
go test ./...
#1760002960
grep -rn apikey .
#1760002997
git cherry-pick 1f0c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d
#1760003034
make test
#1760003071
go test ./...
#1760003108
docker ps
#1760003145
git status
#1760003182
git checkout -b feature/api-key-validation-for-agents
#1760003219
cd /srv/app
#1760003256
vim main.go
#1760003293
history | grep api_key
#1760003330
go test ./...
#1760003367
kubectl get pods -A
#1760003404
history | grep api_key
#1760003441
grep -rn apikey .
#1760003478
cd /srv/app
#1760003515
docker ps
#1760003552
history | grep api_key
#1760003589
docker ps
#1760003626
tail -f /var/log/syslog
#1760003663
cd /srv/app
#1760003700
kubectl get pods -A
#1760003737
docker ps
#1760003774
LOGSTAG_API_KEY=cFAKE2I2l3As25z7BXxWGlI21vtXwdqdgZCor2pu ./deploy.sh --env prod && echo done
#1760003811
tail -f /var/log/syslog
#1760003848
git status
#1760003885
cd /srv/app
#1760003922
sudo systemctl restart logstag-agent
#1760003959
git status
#1760003996
git commit -m "Rename api_key field to agent_key in docs"
#1760004033
go test ./...
#1760004070
grep -rn apikey .
#1760004107
git cherry-pick 1f0c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d
#1760004144
git checkout -b feature/api-key-validation-for-agents
#1760004181
kubectl get pods -A
#1760004218
git status
#1760004255
git status
#1760004292
curl -s http://localhost:9090/metrics | grep logstag_agent_api_key_errors_total
#1760004329
history | grep api_key
#1760004366
vim main.go
#1760004403
kubectl get pods -A
#1760004440
kubectl get pods -A
#1760004477
git checkout -b feature/api-key-validation-for-agents
#1760004514
make test
#1760004551
tail -f /var/log/syslog
#1760004588
git checkout -b feature/api-key-validation-for-agents
#1760004625
go test ./...
#1760004662
kubectl get pods -A
#1760004699
git status
#1760004736
git checkout -b feature/api-key-validation-for-agents
#1760004773
docker ps
#1760004810
kubectl get pods -A
#1760004847
git cherry-pick 1f0c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d
#1760004884
tail -f /var/log/syslog
#1760004921
git cherry-pick 1f0c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d
#1760004958
curl -s http://localhost:9090/metrics | grep logstag_agent_api_key_errors_total
#1760004995
history | grep api_key
#1760005032
curl -s http://localhost:9090/metrics | grep logstag_agent_api_key_errors_total
#1760005069
grep -rn apikey .
#1760005106
docker ps
#1760005143
curl -s http://localhost:9090/metrics | grep logstag_agent_api_key_errors_total
#1760005180
sudo systemctl restart logstag-agent
#1760005217
kubectl get pods -A
#1760005254
make test
#1760005291
sudo systemctl restart logstag-agent
#1760005328
tail -f /var/log/syslog
#1760005365
curl -s http://localhost:9090/metrics | grep logstag_agent_api_key_errors_total
#1760005402
history | grep api_key
#1760005439
tail -f /var/log/syslog
#1760005476
cd /srv/app
#1760005513
curl -s http://localhost:9090/metrics | grep logstag_agent_api_key_errors_total
#1760005550
grep -rn apikey .
#1760005587
go test ./...
#1760005624
cd /srv/app
#1760005661
go test ./...
#1760005698
git status
#1760005735
docker ps
#1760005772
go test ./...
#1760005809
grep -rn apikey .
#1760005846
curl -s http://localhost:9090/metrics | grep logstag_agent_api_key_errors_total
#1760005883
grep -rn apikey .
#1760005920
docker ps
#1760005957
history | grep api_key
#1760005994
tail -f /var/log/syslog
#1760006031
ls -la
#1760006068
curl -s http://localhost:9090/metrics | grep logstag_agent_api_key_errors_total
#1760006105
grep -rn apikey .
#1760006142
history | grep api_key
#1760006179
grep -rn apikey .
#1760006216
git cherry-pick 1f0c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d
#1760006253
docker ps
#1760006290
go test ./...
#1760006327
go test ./...
#1760006364
grep -rn apikey .
#1760006401
go test ./...
#1760006438
git checkout -b feature/api-key-validation-for-agents
#1760006475
mycli --endpoint https://x.example --api-key "x1yOQ625XvwI2B4k136Ir5yGcSXNFAKE7" sync
#1760006512
tail -f /var/log/syslog
#1760006549
git cherry-pick 1f0c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d
#1760006586
go test ./...
#1760006623
history | grep api_key
#1760006660
kubectl get pods -A
#1760006697
tail -f /var/log/syslog
#1760006734
vim main.go
#1760006771
go test ./...
#1760006808
curl -s http://localhost:9090/metrics | grep logstag_agent_api_key_errors_total
#1760006845
docker ps
#1760006882
cd /srv/app
#1760006919
git checkout -b feature/api-key-validation-for-agents
#1760006956
tail -f /var/log/syslog
#1760006993
git checkout -b feature/api-key-validation-for-agents
#1760007030
docker ps
#1760007067
grep -rn apikey .
#1760007104
ls -la
#1760007141
vim main.go
#1760007178
tail -f /var/log/syslog
#1760007215
git cherry-pick 1f0c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d
#1760007252
tail -f /var/log/syslog
#1760007289
git commit -m "Rename api_key field to agent_key in docs"
#1760007326
tail -f /var/log/syslog
#1760007363
git status
