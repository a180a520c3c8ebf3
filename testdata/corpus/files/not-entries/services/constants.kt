object Keys {
  const val API_KEY = "io.acme.portal.extra.API_KEY"
  const val EXTRA_API_KEY = "test.acme.portal.EXTRA_ORG_API_KEY"
  const val API_KEY_QUERY_PARAM = "organizationApiKeyV2"
  val apiKey = stringPreferencesKey("portal_org_key_v2")
  val ROUTE_API_KEY = "settings/{orgId}/apikeys/{keyId}"
  const val apiKeyTag = "ApiKeyRepositoryImplTag"
}
