--
-- PostgreSQL database dump
--
COPY public.integrations (id, name, base_url, api_key, created_at) FROM stdin;
1	geo	https://geo.acme.test	fa4e8b8e9230decbb74735831efdfe94	2026-01-02 10:00:00+00
2	logstag	https://in.logstag.acme.test	SoIRBC2xp78GL52VrZfHFAKEhG0hsHEwRj5BNChf	2026-01-02 10:00:00+00
3	mail	https://mail.acme.test	\N	2026-01-02 10:00:00+00
\.

COPY public.api_keys (id, api_key_digest, name) FROM stdin;
fa96c0ae-59ca-4352-a994-e7b36c992e6d	abc041b4b1083e2b5e01242f427a9c4caf7f3cca18ed9d88f227cb8f8dc939f9	production
0755a5cf-0246-460a-a6fb-84e0a2e4c3dd	9cb9ab8be1259f2054e617da8bf06122f7082d0c694ccd2f54b5176e321a0ff7	staging
\.

CREATE INDEX index_api_keys_on_digest ON public.api_keys USING btree (api_key_digest varchar_pattern_ops);
COMMENT ON COLUMN public.integrations.api_key IS 'api_key: encrypted-at-rest-since-v3';
