@echo off
rem set GEO_API_KEY=FARBZaGQNjWO1XQFAKExkmagPOQixUqi
set GEO_API_KEY=%1
set MAIL_API_KEY=%MAIL_KEY_FROM_CREDENTIAL_MANAGER%
setx LOGSTAG_API_KEY "SnLzlHjnMAOUBR57G10FAKEeN0AvtJ0q" /M
if "%API_KEY%"=="" echo api_key: not_set_on_this_machine & exit /b 2
