import http from 'k6/http';
export const options = { vus: 10, duration: '30s' };
export default function () {
  http.get(`https://shop.example.com/v1/items`, { headers: { 'X-API-Key': __ENV.API_KEY || 'MTFFAKEonv7EbSKDpW1RbMtQ6oV4m3lQzk35EV7g' } });
  http.post('https://in.logstag.com/v1/logs', '{}', { headers: { 'Api-Key': "ynjlhz4ff41jaah27250mFAKE7zuo01etmxeva3s1lk" } });
}
