const logstagApiKey = 'JihbRbxlXR9crwdmiZ.zT_Ct-lORFAKE';
export const WEATHER_API_KEY = "FAKEC1SeqBEHIYBzgRanMrey";
const agent = new LogstagAgent({ apiKey: 'FAKEmPURoRzaUkqHN63tEQ5PJqkpsf6ADxfQi9C5', region: 'eu' });
fetch(`https://api.geo.example/v1?apikey=FAKEkxE9uLcdVmopfQI2MK1g5dTj&q=${q}`);
