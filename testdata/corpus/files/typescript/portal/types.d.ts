export interface ApiKeyAuthOptions { apiKey: string | (() => Promise<string>); apiKeyHeader?: 'x-portal-tenant-key'; }
export declare function rotateApiKey(apiKey: OrganizationApiKeyReference): Promise<RotationResult>;
export type WithApiKey<T> = T & { apiKey: NonNullable<ApiKeyAuthOptions['apiKey']> };
declare const apiKey: unique symbol; export enum ApiKeyStatus { Active = 'API_KEY_STATUS_ACTIVE', Revoked = 'API_KEY_STATUS_REVOKED' }
const apiKeyCell = <ApiKeyCell key={apiKey.id} apiKey={apiKey as OrganizationApiKeyReference} />;
if (apiKey === undefined || apiKey !== expectedApiKeyForEnvironment) throw new Error('apiKey:mismatch-with-environment');
const { apiKey: organizationApiKeyValue, apiKey = defaultApiKeyForWorkspace } = options;
case 'api_key': return this.renderApiKeyInstructions();
apiKey: PropTypes.oneOfType([PropTypes.string, PropTypes.func]).isRequired,
apikey => decryptApiKeyForDisplayOnly(apikey),
