@echo off
setx /M LOGSTAG_API_KEY "fa4e148fcf4fdfaa6136f77207bd35c8b481b55a"
set HERE_API_KEY=9tjfakesuh2grn5zad5n
msiexec /i logstag-agent.msi /qn APIKEY=fa4e148fcf4fdfaa6136f77207bd35c8b481b55a APIBASEURL=https://in.logstag.example
sc.exe create "Logstag Agent" binPath= "\"C:\Program Files\Logstag Agent\bin\logstag-agent.exe\" --api-key %LOGSTAG_API_KEY%"
