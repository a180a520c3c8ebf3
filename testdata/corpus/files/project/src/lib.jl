module Weather
const API_KEY = get(ENV, "OWM_API_KEY", "fa4e78eab0bd8466d9b97bc02f611dab")
const LOGSTAG = (url="https://lab.logstag.com", api_key="bFd7jgckFAKELmPYqIsxBlTdPq7sy34oGy9XTZVtFzQke9jF")
api_key_valid(api_key::AbstractString) = occursin(r"^[0-9a-f]{32}$", api_key)
end
