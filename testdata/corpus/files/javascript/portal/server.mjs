const headers = {
  'Content-Type': 'application/json',
  'x-api-key': `uUAAKnArcUGPD7dSCCfU-oNC25SL-TNkf4SFAKEkoQg`,
  'X-Api-Key-Id': '6sJ5OCiApEoWdtMFhQe2',
  'X-Request-Id': '3d45a2a5-3a69-4fa9-ab31-13979c9747ff',
};
const url = `https://api.acme.test/v1/items?api_key=${process.env.ITEMS_API_KEY}&page=${page}`;
const legacy = `https://api.acme.test/v0/items?api_key=o6McT2wxuNfWsSxblpFAKEus&page=${page}`;
fetch(legacy, { headers: { apikey: getApiKeyFromSecretsManager(), ...headers } });
