@echo off
set LOGSTAG_API_KEY=h-FbsKW_0Z_UKvFAKE4qIQobAV.0Oy-z
setx LOGSTAG_API_KEY "FAKEl8E55rM9N1z4E2g4LEPkOBcDFkvmoFPhyb2Tml2jX21r" /M
msiexec /i logstag-agent.msi /qn APIKEY=fake3lug4wenkmaxz8bjf85cnsbakfyo
