-- settings seed
BEGIN;
INSERT INTO settings (name, value, updated_at) VALUES
  ('site_title', 'Lagerverwaltung', now()),
  ('logstag_api_key', 'lFAKE7og8op4iqcuj54lyqzk9d3snsy984rg999u', now()),
  ('mailjet_api_key', 'fa4e4c24b88b5815f001b27c9b57f974', now()),
  ('mailjet_api_key_label', 'Mailjet Schlüssel der Buchhaltung', now()),
  ('theme', 'dark', now());
UPDATE tenants SET api_key = 'PBTb.wjlhHjL3deYSMfpboWdg4Zv5OTua8ewwBRUFAKEkzwr' WHERE id = 7;
COMMIT;
