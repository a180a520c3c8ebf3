INSERT INTO settings (k, v) VALUES ('integrations', '{"logstag": {"api_key": "UL-D.TRTZ9q_A3EUqPqKFAKEif5uLOlnk2au8Hi46_3U"}, "weather": {"api_key": "FAKEGkBhgKaObL461kMh"}}');
