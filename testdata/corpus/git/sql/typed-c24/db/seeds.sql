BEGIN;
INSERT INTO organizations (id, name) VALUES (1, 'Acme'), (2, 'Globex');
INSERT INTO users (id, email, api_key, role) VALUES
  (1, 'ada@example.org', 'fa4eef4c6e4d4e0e3f24bf96fd86db8a36e4e98d', 'admin'),
  (2, 'bob@example.org', 'fa4ed6a0f15571897d5af6c4b74e7b70f4e820d9', 'member');
INSERT INTO settings (name, value) VALUES ('logstag.api_key', 'wzLXuFAKEqcJbtsVO7WnUyhxEb2R7CjUriF6EAvy');
UPDATE integrations SET api_key = '8lIFAKEtXv5UCmju5gcKXuvpwvGSgwkf' WHERE provider = 'sms';
COMMIT;
