export default {
  apiKey: 'Your organization API key',
  apiKeyPlaceholder: 'logstag_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  apiKeys: { create: 'Create-new-agent-key', revokeConfirm: 'Revoke this key? Agents stop reporting.' },
  api_key_copied: 'Copied-to-clipboard-successfully',
  'settings.logstag.apiKey.description': 'settings.logstag.apiKey.descriptionLongText',
};
