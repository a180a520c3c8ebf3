LOGSTAG_API_KEY ?= $(shell cat .logstag-api-key-of-this-developer)
ifndef LOGSTAG_API_KEY
$(error LOGSTAG_API_KEY is not set: export-it-before-calling-make)
endif
