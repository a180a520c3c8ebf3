const params = new URLSearchParams({ q: 'Graz', api_key: 'sL7cRC6tXCLPCFAKE34enfsT6Oo41Lt7' });
const req = http.request({ host: 'ingest.logstag.io', path: '/v1/payload', headers: { 'X-Api-Key': "ROaRmeDSAOB6LFj7KPRQXuCepFAKEBtZj0woJlv1", 'Content-Type': 'application/json' } });
req.setRequestHeader('x-api-key', 'fa4e5d3c54f644897878d884be9546cf2eabe562');
instance.interceptors.request.use(c => { c.headers['api-key'] = `URzAa4uuFAKE8zkBHblK3IZncFBDvvmo`; return c; });
export default defineConfig({ define: { __API_KEY__: JSON.stringify('gBkqFbnyh4UE7l4AuJJaIixGvSInCFAKExFVQ0wy') } });
type ApiKey = `key_${string}`;
const apiKeyRegExp = /^[A-Za-z0-9._-]{32,128}$/;
