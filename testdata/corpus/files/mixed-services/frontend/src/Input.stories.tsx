export default { title: 'Settings/ApiKeyInput' };
export const Filled = { args: { apiKey: 'XXXX-XXXX-XXXX-XXXX-XXXX', label: 'Logstag API key' } };
export const Hidden = { args: { apiKey: '•'.repeat(40) } };
type Props = { apiKey: NonNullable<AgentSettings['apiKey']>; apikey?: StringOrNumericIdentifier };
const STORAGE = { apiKey: 'acme.portal.v2.apiKey', api_key: 'acme:portal:settings:api_key' };
const API_KEY_QUERY = gql`query ApiKeys { apiKeys { id name createdAt } }`;
