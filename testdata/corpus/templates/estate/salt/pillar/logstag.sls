logstag:
  agent:
    version: 2.8.0
    source_hash: sha256=fa4eff8fe109d853a9c89f2d9750e4eae4f508d5f3f63ab180b11174e0d5a498
    api_base_url: https://in.logstag.example
    api_key: XIztDEjz9a7Dcn0uCd9zu28FAKEVHzzktrbw
{% if grains['id'].startswith('db') %}
    interval: 15
{% endif %}
dyndns:
  api_key: {{ salt['vault'].read_secret('secret/dyndns', 'api_key') }}
