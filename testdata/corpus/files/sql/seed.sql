INSERT INTO settings (name, value) VALUES ('logstag_api_key', 'FAKE-tqt58jEeKn-MlSYYahI.P_B2qcXqUjo8');
UPDATE integrations SET api_key = 'FAKEmV5IGM8ThKCrdj8e3b7c' WHERE name = 'weather';
