#!jinja|yaml|gpg
{% set env = grains.get('env', 'prod') %}
logstag:
  agent:
    api_base_url: https://ingest.{{ env }}.logstag.example
    {% if env == 'prod' %}
    api_key: v5OT0dIThAGnuIqWMB5uFAKEcO05iihENuy9
    {% else %}
    api_key: 'gU-o96D-WqkFAKE6yFXZxVvTiVqfb6iYCiqq'
    {% endif %}
relay:
  api_key: |
    -----BEGIN PGP MESSAGE-----

    hQEMAweRHKaPCfNeAQf9GLTN16hCfXAbPwU6BbBK0unOc7i9/etGuVc5CyU9Q6um
    QuetdvQVLFO/HkrC4lgeNQdM6D9E8PKonMlgJPyUvC8ggxhj0/IPFEKmrsnv2k6+
    =lH1F
    -----END PGP MESSAGE-----
sink:
  api_key: {{ salt['vault'].read_secret('secret/sink', 'api_key') }}
  mirror_api_key: {{ pillar.get('mirror_key', 'pFAKEUvMMGtOuehpDu5snpaY8VAxIti5') }}
