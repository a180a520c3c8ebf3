@echo off
rem Logstag agent
set LOGSTAG_API_KEY=SmxQEdUBi4GMpNWrC0KFAKEeNG2ARNoczrSVlt-q
set LOGSTAG_API_BASE_URL=https://filiale.logstag.com
setx CLOUD_API_KEY "gH4IppeKbcywisCYWpsIiFAKEmbas5OXjHwL5rGt" /M
set API_KEY=%1
if "%API_KEY%"=="" set /p API_KEY=Bitte API-Schluessel eingeben: 
powershell -File install.ps1 -ApiKey %LOGSTAG_API_KEY%
