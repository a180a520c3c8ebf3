const express = require('express');
const app = express();
const VALID_API_KEYS = new Set(['mock-api-key-alpha-0001', 'mock-api-key-beta-0002']);
app.use((req, res, next) => {
  const apiKey = req.get('X-Api-Key') || 'no-api-key-was-provided';
  if (!VALID_API_KEYS.has(apiKey)) return res.status(401).json({ error: 'invalid_api_key', api_key: apiKey.slice(0, 4) + '...' });
  next();
});
app.get('/config', (req, res) => res.json({ apiKey: 'mock-api-key-alpha-0001', api_key: 'dummydummydummydummydummydummy12' }));
