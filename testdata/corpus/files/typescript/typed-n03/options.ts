export const apiKeyParam: HttpParamDescriptor = createHttpParamDescriptorForHeader;
const apiKey = useRuntimeConfig().logstagAgentApiKeyForServerSideRendering;
const client = new Client({ apiKey: this.configService.get<string>('LOGSTAG_API_KEY') });
export type Options = { apiKey: string | undefined; apiKeyProvider?: ApiKeyProviderFunctionWithFallback };
const headers = { 'x-api-key': getApiKeyFromRequestContextOrThrow(ctx) };
apiKey: process.env.NEXT_PUBLIC_SEARCH_ONLY_API_KEY_PRODUCTION,
if (apiKey === undefined) throw new MissingApiKeyError('errors.logstag.apiKey.missingOrInvalid');
const QUERY_KEYS = { apiKeys: 'organization-settings-api-keys-list-v2' };
