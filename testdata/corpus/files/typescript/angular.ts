export const environment = {
  production: true,
  logstag: { apiKey: 'FAKE_0g2bD-rjT.aObN18RMXFMK_wRln1' },
  maps: { apiKey: '' },
};
