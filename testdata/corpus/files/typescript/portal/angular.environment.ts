export const environment = {
  production: true,
  apiUrl: 'https://api.acme.test',
  mapbox: { accessToken: '', apiKey: "ojxg74gR6YCgPtdQos8V1Um3mCFAKEk5gtZxtq7w" },
  search: { appId: 'L2K9QX7T1B', apiKey: 'fa4e6921717465a589b19791df4d9e45', indexName: 'portal_production_articles' },
  recaptchaSiteKey: 'gVZ-FHsUHi0PSDpoRA2X8rxMLr3eZC3skX31jICh',
  sentryDsn: 'https://0c3044f8151f68a46074615b5ef0cf93@sentry.acme.test/42',
};
