req.setRequestHeader('X-API-Key', 'FAKE7BbISltAPZU3RBsH');
headers.append("x-api-key", "fa4e4869f9792aa8d8d1d0c54c4d7bf4");
const h = { 'X-Api-Key': `FAKEp16tY9hFyHVX1b1TizUQ`, apikey: "FAKEsgiYFhyeiBU4dszNFQ" };
request(app).get('/').set('X-API-KEY', 'fa4e9dc7-7970-4b9a-8fa7-4f1f14fde193');
axios.get(url, { params: { api_key: 'FAKEJ6UE4Kza6IfKTbse' } });
