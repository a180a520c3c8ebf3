-- seeds for the staging environment
CREATE TABLE api_keys (id uuid PRIMARY KEY, api_key_hash char(64) NOT NULL, api_key_prefix varchar(8));
INSERT INTO api_keys (id, api_key_hash, api_key_prefix) VALUES ('f8f6b8b9-59ac-48eb-a404-ba4d4bffbb7c', 'fc5808f0da999c9a5786ef1fb9d78e50498da0a73216f356153dc5eee2e362aa', 'ptl_9fQx');
UPDATE settings SET api_key = 'iZ36o1ObN1WrKCdje9FAKEzKKd6umtTH' WHERE name = 'geocoder';
UPDATE settings SET api_key = NULL, api_key_rotated_at = '2026-03-02T10:11:12.000Z' WHERE name = 'mail';
SELECT api_key FROM settings_with_api_keys_view WHERE api_key = current_setting('app.api_key');
INSERT INTO integrations (name, base_url, api_key) VALUES ('logstag', 'https://in.logstag.acme.test', 'wVpFAKE8TXblcWv0Xgrv7xNsZRzWclBU');
