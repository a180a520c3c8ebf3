logstag:
  api_key: {{ salt['environ.get']('LOGSTAG_API_KEY', '76FfR69yakNJtT8SZjYSFAKEpSfUTJMg46qo1a_THaGbapCn') }}
webhook:
  api_key: {{ salt['pillar.get']('webhook:api_key', 'gFX93GwCRWojJnl17Xii8DFAKEQi1pSc') }}
sink:
  api_key: {{ salt['sdb.get']('sdb://vault/sink/api_key') }}
  url: {{ pillar.get('sink_url', 'https://sink.example.com/ingest/v2/lines') }}
