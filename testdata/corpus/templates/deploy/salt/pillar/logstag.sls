{% set env = salt['grains.get']('env', 'dev') %}
logstag:
  api_base_url: https://acme.logstag.example
  {% if env == 'prod' %}
  api_key: qcl1GJD2bH47Drxq6U12E8KxdoFAKElkxcSp
  {% elif env == 'stage' %}
  api_key: '3PeUazuz56FAKE0mPibvtPMWXrvyEMbLVhuK'
  {% else %}
  api_key: {{ salt['vault'].read_secret('secret/logstag', 'api_key') }}
  {% endif %}
duo:
  integration_key: DIXXXXXXXXXXXXXXXXXX
  api_key: {{ pillar['duo_key'] }}
