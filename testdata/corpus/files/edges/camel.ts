export const acmeLogstagAgentApiKeyProduction = 'tzMUclvcm.5NDkD_FAKE6izjZX0QXzMG-l7k';
export const weatherAPIKeyV2 = 'FAKEEd5A8mq8AMuYSbjg58yB';
const { apiKey = 'FAKEHEkLEjSewmHLQbO5' } = options;
