module.exports = {
  apiKey: process.env.LOGSTAG_API_KEY,
  weather: { apiKey: import.meta.env.VITE_WEATHER_API_KEY },
  geo: { apiKey: window.__CONFIG__.geoApiKeyForProduction },
  sms: { apiKey: await secrets.get('projects/shop/sms-api-key') },
  mail: { apiKey: functions.config().mail.api_key_for_production },
  headers: { 'X-API-Key': apiKeyFromTheSecretManager },
};
