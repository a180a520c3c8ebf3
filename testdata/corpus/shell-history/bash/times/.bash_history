#1772359872
export LOGSTAG_API_KEY="D6DOMKyqSL_9hLFAKEIk3ecj0Ixixp-R"
#1772359880
sudo -E ./install.sh --api-key FAKEXRDg9by5aG8vu3AxFj4LlIG0GTNy --api-base-url https://ingest.logstag.example
#1772359890
unset LOGSTAG_API_KEY
