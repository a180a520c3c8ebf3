INSERT INTO agents (id, api_key_hash) VALUES (1, 'fa4e970107e86b00bc07f1d48e5d1dc7b75f78cfe9b11a26135197a17e2341f6'), (2, 'fa4e73ae86d419e62f869d6394c5cb71f977ca2d538a802293b35c8f66e1ed6f');
COPY organization_api_keys (id, api_key_sha256) FROM stdin;
fa4e40b7-3770-4052-8cd6-d6d3fb98bc3f	fa4e26a30a34e0fa5104749b624a8781969aeb20992bce4e12d443ef5651d7ef
\.
