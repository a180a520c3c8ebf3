CREATE TABLE integrations (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  api_key character varying(255) NOT NULL,
  api_key_encrypted bytea,
  CONSTRAINT integrations_api_key_unique_per_tenant UNIQUE (tenant_id, api_key)
);
CREATE INDEX index_integrations_on_api_key_and_tenant_id ON integrations (api_key, tenant_id);
COMMENT ON COLUMN integrations.api_key IS 'logstag: agent key of the organisation, see runbook';
SELECT set_config('app.api_key', current_setting('app.logstag_agent_api_key_for_session'), true);
