module.exports = {
  env: {
    NEXT_PUBLIC_MAPS_API_KEY: process.env.NEXT_PUBLIC_MAPS_API_KEY,
    CONTENTFUL_API_KEY: 'hcYFAKEectz9WWSzSbzeJWV0v8S43t6fUv9FXCuDPZF',
  },
  webpack(config) {
    config.plugins.push(new DefinePlugin({ 'process.env.LOGSTAG_API_KEY': JSON.stringify('5wqGRtFAKEhMPWVsbliFV4r91OJva895tMlR') }));
    return config;
  },
};
