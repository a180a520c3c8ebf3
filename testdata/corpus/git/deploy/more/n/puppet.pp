class profile::agent (
  Sensitive[String[1]] $api_key = Sensitive(lookup('profile::agent::api_key')),
  Stdlib::Absolutepath $api_key_file = '/etc/logstag/agent-api-key.secret',
) {
  $unwrapped = Deferred('vault_lookup::lookup', ['kv/logstag/api_key', 'https://vault.acme.internal:8200'])
}
