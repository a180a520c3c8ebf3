DECLARE @ApiKey nvarchar(100) = N'5izBRFAKEU4Hh6rLkUvzbNElnxWiepUODK9v';
EXEC sp_addextendedproperty @name = N'ApiKeyOwner', @value = N'Team Lagerverwaltung Linz';
MERGE dbo.Config AS t USING (VALUES (N'Logstag.ApiKey', N'MHfE.l9nZVgRDMGwbVL4UAOZ2kC48lMK3gJFAKEp'), (N'Maps.ApiKeyId', N'fa4ea4ef2ad6ac0961a3acba')) AS s(k, v) ON t.k = s.k
WHEN MATCHED THEN UPDATE SET v = s.v;
