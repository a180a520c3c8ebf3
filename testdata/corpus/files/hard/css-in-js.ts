const styles = { apiKey: css`color: ${theme.palette.apiKeyBackgroundColor200};`, apiKeyInput: 'api-key-input-container__inner-2xl' };
<div className="api-key-row" data-testid="api-key-row-organization-agents-0" aria-labelledby="apiKeyLabel-organization-settings" />
