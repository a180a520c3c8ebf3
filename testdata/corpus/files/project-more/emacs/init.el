(setq gptel-api-key "PkGDqmBsV3yadcswPEIZtlLmdx7GS04DiWFAKEXvyEGgP8hxY5B")
(setq openweather-api-key (auth-source-pick-first-password :host "openweather"))
(defvar my/logstag-api-key "ie8idqlykkw9jl6tk2jrysmkFAKEz3a23zs0" "Key of the Logstag agent.")
(defcustom wakatime-api-key nil "API key for WakaTime." :type 'string)
