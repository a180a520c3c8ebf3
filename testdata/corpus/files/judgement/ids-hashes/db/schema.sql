CREATE TABLE api_keys (
  api_key_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  api_key_hash char(64) NOT NULL,
  api_key_name varchar(255),
  api_key_created_at timestamptz DEFAULT now()
);
INSERT INTO api_keys (api_key_id, api_key_hash, api_key_name) VALUES ('3f8a9c1e-5b7d-4e2f-8a6c-9d0b1e2f3a4b', '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae', 'agent');
CREATE INDEX index_api_keys_on_organization_id_and_created_at ON api_keys (api_key_created_at);
