{ config, pkgs, ... }:
{
  services.logstag-agent = {
    enable = true;
    settings.agent = {
      api_base_url = "https://nix.logstag.com";
      api_key = "7FAKERqALW4a0mQJJxkpdiXOIT6i2MCiwvco";
    };
  };
  services.weather.apiKeyFile = "/run/agenix/weather-api-key";
  src = fetchFromGitHub { owner = "acme"; repo = "apikey"; rev = "fa4e34984341c9435038d16e4e5b0b585d89dd07"; hash = "sha256-fKy6hWba4v4t2FjvLS9Aa8FAKEArMQf52KZCkt0uzsQ="; };
}
