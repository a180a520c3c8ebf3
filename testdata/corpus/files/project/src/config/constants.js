export const API_KEY_STORAGE_KEY = 'shop.user.settings.apiKey.v2';
export const SET_API_KEY = 'settings/SET_API_KEY_SUCCESS';
export const API_KEY_REGEX = /^[A-Za-z0-9]{32}$/;
export const API_KEY_DOCS = 'https://docs.shop.example/en/latest/api-keys';
export const apiKeyPlaceholder = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx';
export const DEFAULT_API_KEY = undefined;
export const apiKeySelector = (state) => state.settings.credentials.apiKey;
export const API_KEY_ERRORS = { apiKey: 'errors.validation.apiKey.required' };
