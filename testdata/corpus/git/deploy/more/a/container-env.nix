{ pkgs, ... }: {
  virtualisation.oci-containers.containers.agent = {
    image = "acme/agent:2";
    environment = { TZ = "UTC"; LOGSTAG_API_KEY = "HgabuDAfFAKEICpKptRCGBugH6cVJjkl8iJR"; };
    extraOptions = [ "--env" "AXIOM_API_KEY=fa4e5a91-d1cb-b537-1bd6-a2ba11015b11" ];
  };
  environment.etc."logstag-agent.toml".text = ''
    [agent]
    api_base_url = "https://acme.logstag.example"
    api_key = "HgabuDAfFAKEICpKptRCGBugH6cVJjkl8iJR"
  '';
}
