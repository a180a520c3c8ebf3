export const ApiKeyForm = () => (
  <form>
    <label htmlFor="apiKey">API key</label>
    <input name="apiKey" id="logstag-agent-api-key-input-field" placeholder="Enter your API key" />
    <ApiKeyField apiKey={organization.agentApiKeyForDisplay} />
    <p className="api-key-description-text-muted">{t('settings.apiKey.descriptionOfAgentKeys')}</p>
  </form>
);
