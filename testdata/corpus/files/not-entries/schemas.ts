const schema = z.object({ apiKey: z.string().min(32).max(64), api_key: Joi.string().required().pattern(/^[\w.-]{32,}$/) });
ApiKeyForm.propTypes = { apiKey: PropTypes.string.isRequired, onApiKeyChange: PropTypes.func };
const mapApiKey = (apiKey: ApiKeyResponseFromServer): ApiKeyViewModelForTable => ({ ...apiKey, apiKey: maskApiKey(apiKey.apiKey) });
type ApiKeyState = { apiKey: Nullable<OrganizationApiKeyWithSecret>; apiKeys: ReadonlyArray<OrganizationApiKeySummary> };
