export const environment = {
  production: true,
  apiUrl: 'https://api.kassa.example',
  firebase: {
    apiKey: 'dH1qKzAkg2ggMFAKEWqNSg2TWLU4R5dlB4hKvtp',
    authDomain: 'kassa.firebaseapp.com',
    appId: '1:99817:web:fa4e712be91af056639c',
  },
  logstag: { baseUrl: 'https://kassa.logstag.com', apiKey: 'miN65xHOVCFAKEuBZzpD1xmOlZSEQ5O0CAxPn4sr' },
  recaptchaSiteKey: 'qwA2bJP3ccXGMFAKExCMw3bOmpfQwHT2SSDvaxpX',
};
