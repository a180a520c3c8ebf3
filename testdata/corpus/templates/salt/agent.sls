logstag:
  api_key: FAKE-V-1Unm.DpdHDWONCz5EA_KTCEv6o
weather:
  api_key: {{ salt['vault'].read_secret('secret/weather', 'api_key') }}
/etc/logstag-agent.toml:
  file.managed:
    - context:
        api_key: "FAKEedsfSVcfmKQsbDuY1IL6I5ZKB0Rn"
    - contents: |
        [agent]
        api_key = "{{ pillar['logstag']['api_key'] }}"
