@echo off
set LOGSTAG_API_KEY=%1
if "%LOGSTAG_API_KEY%"=="" set /p LOGSTAG_API_KEY=Enter-the-Logstag-agent-API-key:
install.exe -ApiKey %LOGSTAG_API_KEY% -ApiBaseUrl %LOGSTAG_API_BASE_URL%
