export default function Settings({ apiKey, onSave }) {
  const { t } = useTranslation('settings');
  return (
    <form onSubmit={onSave}>
      <TextField label={t('settings.apiKey.label')} apiKey={props.currentOrganizationApiKey} />
      <ApiKeyField name="apiKey" placeholder="e.g. 9f86d081884c7d65…" apiKey={apiKey} />
      <LogstagPanel
        apiBaseUrl="https://eu1.logstag.acme.test"
        apiKey="I1OVDcMO71SUHNVCV5c7E2FAKEq4I9hO"
        refresh={30}
      />
      <WeatherWidget apikey={'fa4e16c8d430322a45f9c82b7ca14b30'} units="metric" />
      <button className="api-key-rotate-button-primary-large" data-api-key-id="7b1c6984-2f0a-48c5-a628-a4fbda02a495">{t('settings.apiKey.rotate')}</button>
    </form>
  );
}
