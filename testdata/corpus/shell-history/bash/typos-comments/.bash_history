exprot LOGSTAG_API_KEY=aGTAfBDRfWWp3fhA4G6qeWUOSrByx7MFAKEnzR8h
export LOGSTAG_API_KEY= Y19e082qJr4YGFAKEBxvSCuzPUyOB3esJipDowFc
export LOGSTAG_API_KEY =rb0I0iU8OZqkN9RQrJoQxbkbdi3jhEsn8HLFAKEQ
# old logstag key MFfLsi15g9w8FAKEyKHQDepRjLYZYz3N2QUz2woq revoke after friday
#export MAPS_API_KEY=4QYE7NpZ67FyAMHZlyAUd0zTMctUFAKEH6DuP27
logstag-agent --api-key BFAKEJKkkIkwLUNtL3d530Z9E3BqPNiPn8nrTO7q
logstag-agent --api-key=CFAKEZDv5pHjwRh6sbLyLzwTZbSqBbNUePBmc9yj --check-config
./install.sh -ApiKey uGFAKEZjobt4J9jzLVkeyUe9F6K9t7dbTNjsSYOp -ApiBaseUrl https://eu.logstag.example
acmectl login --apikey p1n5fKDVv7VWHFAKEOsWW5NR
acmectl --api_key=55Qa0SsY7IeFAKEajFxfMNXG push
