export default {
  apiKey: 'Clave de la API',
  apiKeyPlaceholder: 'Pegue-su-clave-aqui-por-favor',
  api_key_invalid: 'La clave no es válida o ha caducado',
  apiKeyHelp: 'Encontrará la clave en Ajustes > Integraciones',
  enterApiKey: 'introduzca_su_clave_de_api',
};
