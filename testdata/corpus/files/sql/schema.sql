CREATE TABLE organization_api_keys (
  id uuid PRIMARY KEY,
  api_key varchar(64) NOT NULL,
  api_key_hash char(64) NOT NULL CHECK (api_key_hash ~ '^[0-9a-f]{64}$'),
  api_key_id uuid DEFAULT 'fa4e6bb2-5f8f-42c3-b022-c93280af9b37'
);
COMMENT ON COLUMN organization_api_keys.api_key IS 'Only-stored-until-first-use-by-the-agent';
CREATE INDEX organization_api_keys_api_key_idx ON organization_api_keys (api_key);
SELECT api_key FROM organization_api_keys_current_and_previous WHERE api_key = $1;
