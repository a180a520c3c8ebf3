export interface LogstagOptions {
  apiKey: string;
  apiKey2?: LogstagAgentApiKeyProviderFunction;
  getApiKey: () => Promise<OrganizationApiKeyResponse>;
  onApiKeyRotated(apiKey: RotatedApiKeyEventArguments2): void;
}
declare const apiKey: unique_symbol_for_api_keys_1;
