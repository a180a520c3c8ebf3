agent-config:
  file.managed:
    - name: /etc/logstag-agent.toml
    - contents: |
        [agent]
        api_key = "K5TPiKEuor5ClFKHu6FAKEMUbgXOsHzoMp7O"
    - mode: '0600'
rocket:
  http.query:
    - name: https://chat.acme.internal/hook
    - header_dict:
        X-API-KEY: YfEkalT2ib0Z8voXFAKE2D86ByvkNx5j
