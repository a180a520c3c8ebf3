INSERT INTO integrations (id, name, api_key, created)
VALUES (7, 'weather', 'FAKEtMCCv010npzM0IAjO6cSkMiZ', '2026-01-02');
