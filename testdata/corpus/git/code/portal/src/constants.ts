export const STORAGE_KEYS = { apiKey: 'portal/settings/apiKey/v2', apiKeyId: 'portal.settings.apiKeyId' } as const;
export const ROUTES = { apiKeys: '/organization/settings/api-keys', apiKey: '/organization/:orgId/api-keys/:id' };
export const ANALYTICS_EVENTS = { API_KEY: 'organization_api_key_created', apiKey: 'ApiKeyRotationDialogOpened' };
export const TEST_IDS = { apiKey: 'organization-api-key-input', apikey: 'apikey_row_actions_menu' };
