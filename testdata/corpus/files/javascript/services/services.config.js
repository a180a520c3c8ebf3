module.exports = {
  logstag: {
    baseUrl: 'https://in.logstag.acme.test',
    apiKey: 'Ri6jprBnvLpb6OjPrAN21k7N9g9aLbFiFAKEwBrOngZVfc85',
  },
  geo: {
    baseUrl: 'https://geo.acme.test',
    apiKey: 'PmHD2kEcD4qDFUzJ63U80SHY21GFAKEaJEiX',
  },
  search: { apiKey: process.env.SEARCH_API_KEY, apiKeyLocation: '/etc/acme/search/api-key.txt' },
  sms: {
    apiKey: 'fa4edfec3b12cc88a96be33cf4c4aec4f26592a4',
    from: 'ACME',
  },
};
