{ config, pkgs, lib, ... }:
{
  services.logstag-agent = {
    enable = true;
    settings.agent = {
      api_base_url = "https://acme.logstag.example";
      api_key = "t0JKrxyItd62gQmFig6LF8ZFAKEkxqzbelbM";
      log_level = "info";
    };
  };
  systemd.services.probe.environment.PROBE_API_KEY = "afrmIxpvFAKEU9gv9WKq5ZJZ";
  environment.etc."ddclient.conf".text = ''
    protocol=cloudflare
    password=${config.age.secrets.ddclient.path}
  '';
  services.prowlarr.apiKeyFile = config.sops.secrets."prowlarr/api_key".path;
  fetch = pkgs.fetchurl { url = "https://get.logstag.example/a.tgz"; hash = "sha256-DKeuegaEzPmqjpySb5dYAj2Qn+L8TfFAKEMCnA/c9M=="; };
}
