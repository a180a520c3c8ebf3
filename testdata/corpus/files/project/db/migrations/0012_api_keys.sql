CREATE TABLE api_keys (
    id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    api_key_name  varchar(120) NOT NULL,
    api_key_hash  char(64) NOT NULL UNIQUE,
    api_key_prefix varchar(8) NOT NULL,
    api_key varchar(255) DEFAULT NULL,
    created_at    timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN api_keys.api_key_hash IS 'SHA-256 of the key, never the key itself';
INSERT INTO api_keys (api_key_name, api_key_hash, api_key_prefix)
VALUES ('import-job-nightly-warehouse', 'fa4e073c4b1fe73a5b2ec6b6a0badeb324bb9dc5ce8f4ff6de28d34e83166d6a', 'whs_');
ALTER TABLE users ADD COLUMN api_key_last_used_at timestamptz;
