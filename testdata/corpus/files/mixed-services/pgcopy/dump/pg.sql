COPY public.agents (id, name, api_key, created_at) FROM stdin;
1	logstag-db1	TBTspRWFM74FAKEgeHs2V3Y7x6qD4vkw0Y1TPqp3	2026-01-01 00:00:00+00
2	logstag-db2	\N	2026-01-01 00:00:00+00
\.

COPY public.api_keys (api_key_id, api_key_hash, created_at) FROM stdin;
3f8a9c1e-5b7d-4e2f-8a6c-9d0b1e2f3a4b	2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae	2026-01-01
\.
