const key = process.env.LOGSTAG_API_KEY || 'EVKdJdV7S_QpvT9v_vooFAKE-4nmGP.aIPCBiy6oseAs';
const weather = process.env.WEATHER_API_KEY ?? "FAKE4KquCB9JolbHBpLB7jgPukTY";
axios.defaults.headers.common['X-API-Key'] = 'FAKEmdn9z39MtEAlacxV4V';
