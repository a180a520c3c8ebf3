<?php return [
  'api_key' => 'Schnittstellenzugriffsschlüssel',
  'apikey' => 'cheiaDeAccesAOrganizatiei',
  'apiKey' => 'organisaation-rajapinta-avain',
  'api-key' => 'Ключ_доступа_организации',
  'API_KEY' => 'ORGANIZACIJOS_RAKTAS_V2',
];
