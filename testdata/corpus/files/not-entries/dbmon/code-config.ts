import * as pulumi from "@pulumi/pulumi";
const cfg = new pulumi.Config("logstag");
export const apiKey = cfg.requireSecret("logstagAgentApiKeyProduction");
export const apiKeyParameterName = "/prod/logstag/api-key-parameter";
const settings = { apiKey: process.env.LOGSTAG_API_KEY ?? "", api_key: apiKey, headers: { "x-api-key": settingsStore.apiKeyForOrganisation } };
