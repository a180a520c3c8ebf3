LOGSTAG_API_KEY=pon_aqui_tu_clave_de_api
MAPAS_API_KEY=tu-clave-api-de-mapas-aqui
