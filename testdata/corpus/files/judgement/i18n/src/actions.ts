export const LOGSTAG_API_KEY_REQUESTED = 'LOGSTAG_API_KEY_REQUESTED';
export const API_KEY_CREATE_SUCCESS = 'settings/apiKeys/CREATE_SUCCESS';
export const routes = { apiKey: '/organizations/:orgId/settings/api-keys', apikey: 'settings.organization.apiKeys' };
const cls = { apiKey: 'form-control form-control-lg is-invalid', api_key: 'ApiKeyInput__field--disabled' };
const testid = { apiKey: 'settings-api-key-input-field' };
