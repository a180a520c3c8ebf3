// Code generated from default.toml by TestDefaultIsGenerated; DO NOT EDIT.

package rules

// defaultSet makes the set that default.toml describes.
func defaultSet() *Set {
	return &Set{
		Rules: []*Rule{
			{
				ID:               "logstag-agent-key",
				Name:             "Logstag agent API key",
				Description:      "A Logstag agent API key stands in the clear. Whoever reads it can submit monitoring data for the whole organization.",
				Level:            3,
				SecuritySeverity: 9.5,
				Precision:        "very-high",
				Tags: []string{
					"security", "secret", "logstag", "external/cwe/cwe-798",
				},
				Advice:   "rotate-agent-key",
				Detector: "logstag-key",
				Keywords: []string{
					"api_key", "apikey", "api-key", "api key", "api.key", "logstag", "authorization", "bearer",
				},
				Examples: turned([]string{
					"\"Jh3GyKs8DpLn2VbR9x_cWm14-tZ7q.EKAF\" = yek_ipa\n\"tset.elpmaxe.tsegni//:sptth\" = lru_esab_ipa\n]tnega[", "\")hs.llatsni/tset.elpmaxe.gatsgol//:sptth LSsf- lruc($\" c- hsab Jh3GyKs8DpLn2VbR9x_cWm14-tZ7q.EKAF=YEK_IPA_GATSGOL", "Jh3GyKs8DpLn2VbR9x_cWm14-tZ7q.EKAF yek-ipa-- tnega-gatsgol", "1v/tset.elpmaxe.gatsgol.tsegni//:sptth 'Jh3GyKs8DpLn2VbR9x_cWm14-tZ7q.EKAF reraeB :noitazirohtuA' H- lruc",
				}),
				NonExamples: turned([]string{
					"\">yek-ipa-tnega-gatsgol-ruoy<\" = yek_ipa\n]tnega[", "ereh_yek_ipa_ruoy=YEK_IPA_GATSGOL", "}YEK_IPA_GATSGOL{$=YEK_IPA_GATSGOL", "\"s8DpLn2VbR9xcWm14tZ7qJh3GyKs8DpLn2VbR9xcWm14tZ7q:cne\" = yek_ipa\n]tnega[", "\"****************************tZ7q\" = yek_ipa\n]tnega[",
				}),
			},
			{
				ID:          "logstag-encrypted-value-shared",
				Name:        "Encrypted Logstag value in a shared place",
				Description: "A value that an agent encrypted for its own machine lies in a repository, a template or a log. It is no plaintext leak, but it works on no other host.",
				Level:       1,
				Precision:   "high",
				Tags: []string{
					"logstag", "maintainability",
				},
				Advice:   "encrypt-on-each-host",
				Detector: "encrypted-value",
				Keywords: []string{
					"api_key", "apikey", "api-key", "db_password",
				},
				Examples: turned([]string{
					"\"s8DpLn2VbR9xcWm14tZ7qJh3GyKs8DpLn2VbR9xcWm14tZ7q:cne\" = yek_ipa\n\"tset.elpmaxe.tsegni//:sptth\" = lru_esab_ipa\n]tnega[", ")==s8DpLn2VbR9xcWm14tZ7qJh3GyKs8DpLn2VbR9xcWm14tZ7q(CNE=YEK_IPA_GATSGOL",
				}),
				NonExamples: turned([]string{
					"\"Jh3GyKs8DpLn2VbR9x_cWm14-tZ7q.EKAF\" = yek_ipa\n]tnega[", ">eulav-detpyrcne-ruoy<:cne=YEK_IPA_GATSGOL", "]rts:epyt,==Jh3GyKs8DpLn2Vb:gat,=R9xcWm14tZ7q:vi,Jh3GyKs8DpLn2VbR9xcWm14tZ7q:atad,MCG_652SEA[CNE=YEK_IPA_GATSGOL", "s8DpLn2VbR9xcWm14tZ7qJh3GyKs8DpLn2VbR9xcWm14tZ7q:cne=yek_ipa_stnemyap",
				}),
			},
			{
				ID:          "logstag-service-url",
				Name:        "Unmasked Logstag service URL",
				Description: "The service URL of an organization stands in the clear. In documentation, tickets, screenshots and messages it should be masked.",
				Level:       1,
				Precision:   "medium",
				Tags: []string{
					"logstag",
				},
				Advice:   "mask-service-url",
				Disabled: true,
				Detector: "service-url",
				Keywords: []string{
					"api_base_url", "apibaseurl", "api-base-url",
				},
				Examples: turned([]string{
					"\"1v/duolc.gatsgol.tsegni.groekaf//:sptth\" = lru_esab_ipa\n]tnega[", "duolc.gatsgol.tsegni.groekaf//:sptth lrUesaBipA- 1sp.llatsni",
				}),
				NonExamples: turned([]string{
					"\">lru-esab-ipa-tnega-gatsgol<//:sptth\" = lru_esab_ipa", "\"tset.elpmaxe.tsegni//:sptth\" = lru_esab_ipa", "}LRU_ESAB_IPA_GATSGOL{$=LRU_ESAB_IPA_GATSGOL", "\"duolc.gatsgol.****//:sptth\" = lru_esab_ipa",
				}),
			},
			{
				ID:               "logstag-target-password",
				Name:             "Database password of a Logstag target",
				Description:      "The password of a monitored database stands in the clear in an agent's configuration. Revoking the agent key does not remove it.",
				Level:            2,
				SecuritySeverity: 6,
				Precision:        "high",
				Tags: []string{
					"security", "secret", "logstag", "external/cwe/cwe-798",
				},
				Advice:   "change-target-password",
				Detector: "target-password",
				Keywords: []string{
					"db_password", "db-password", "dbpassword",
				},
				Examples: turned([]string{
					"\"elpats-esroh-EKAF\" = drowssap_bd\n\"gatsgol\" = emanresu_bd\n\"sergtsop\" = enigne_bd\n\"xunil\" = mroftalp\n]sredro.stegrat[", "elpats-esroh-EKAF=DROWSSAP_BD_GATSGOL",
				}),
				NonExamples: turned([]string{
					"\">drowssap<\" = drowssap_bd\n]sredro.stegrat[", "\"Jh3GyKs8DpLn2VbR9xcWm14tZ7q:cne\" = drowssap_bd\n]sredro.stegrat[", "\"}DROWSSAP_BD_SREDRO{$\" = drowssap_bd\n]sredro.stegrat[", "\"elpats-esroh-EKAF\" = drowssap_bd\n\"tset.elpmaxe.bd\" = tsoh_bd\n]esabatad[",
				}),
			},
			{
				ID:               "plaintext-api-key",
				Name:             "Plaintext API key",
				Description:      "The value of an api_key entry stands in the clear. Whoever reads it can use the service that it belongs to.",
				Level:            3,
				SecuritySeverity: 7.5,
				Precision:        "high",
				Tags: []string{
					"security", "secret", "external/cwe/cwe-798",
				},
				Advice:   "rotate-api-key",
				Detector: "api-key",
				Keywords: []string{
					"api_key", "apikey", "api-key", "api key", "api.key",
				},
				Examples: turned([]string{
					"Ln2VbR9xcWm14tZ7EKAF :yek_ipa", ";'Ln2VbR9xcWm14tZ7EKAF' = yeKipAstnemyap tsnoc", "2=egap&Ln2VbR9xcWm14tZ7EKAF=yek_ipa?smeti/1v/ TEG",
				}),
				NonExamples: turned([]string{
					"YEK_IPA_STNEMYAP.vne.ssecorp :yek_ipa", "e05982776807-561a-f964-bc9d-b5daf8f0 :di_yek_ipa", "yek_ipa_stnemyap.rav = yek_ipa", "\"emegnahc-emegnahc-emegnahc\" = yek_ipa",
				}),
			},
		},
		Advice: map[string]Advice{
			"change-target-password": {
				Title: "Change the password",
				Why:   "Anyone with this password and network access to the database can log in as the agent does. Revoking the agent key does not remove it.",
				Steps: []string{
					"Change the password of the database user that the agent logs in with.", "Update the agent configuration on the target host.", "Encrypt the new value locally where available.", "Restart the agent.", "Verify that the target reports successfully.",
				},
				After: []string{
					"Check the database's log for logins that were not the agent's.",
				},
			},
			"encrypt-on-each-host": {
				Title: "Encrypt on each host",
				Why:   "Encrypted values are machine-specific: they are not portable between hosts.",
				Steps: []string{
					"Generate the encrypted value on the host that runs the agent, on each of them.", "Remove the encrypted value from the shared place, and have the key come from a secret store instead.",
				},
			},
			"mask-service-url": {
				Title: "Mask the service URL",
				Why:   "Shared documentation, tickets, screenshots and chat messages should use masked keys and masked service URLs.",
				Steps: []string{
					"Replace the address by https://<logstag-agent-api-base-url>.",
				},
			},
			"rotate-agent-key": {
				Title: "Rotate now",
				Why:   "Anyone with this key and network access to the Logstag service can submit monitoring data for your organization.",
				Steps: []string{
					"Create a new key in Logstag.", "Update the agent configuration on the target host.", "Encrypt the new value locally where available.", "Restart the agent.", "Verify that the target reports successfully.", "Revoke the old key after the replacement is confirmed.",
				},
				Commands: []Commands{
					{
						System: "Linux",
						Shell:  "sh",
						Lines: []string{
							"/opt/logstag-agent/bin/logstag-agent --check-config", "sudo systemctl restart logstag-agent", "sudo journalctl -u logstag-agent -f",
						},
					},
					{
						System: "Windows",
						Shell:  "powershell",
						Lines: []string{
							"& \"C:\\Program Files\\Logstag Agent\\bin\\logstag-agent.exe\" --check-config", "Restart-Service \"Logstag Agent\"", "Get-Content \"C:\\ProgramData\\Logstag Agent\\logs\\agent.log\" -Tail 50",
						},
					},
				},
				After: []string{
					"Update or remove the remaining files that still hold the old value.", "Check the agent logs for authentication errors.", "Review database and cloud credentials separately: revoking the agent key does not remove them.",
				},
			},
			"rotate-api-key": {
				Title: "Rotate now",
				Why:   "Anyone who can read this place can use the key as you do.",
				Steps: []string{
					"Create a new key at the service that this one belongs to.", "Put the new key where the program needs it, from a secret store or an encrypted file, not in the clear.", "Restart the program and verify that it works.", "Revoke the old key after the replacement is confirmed.",
				},
				After: []string{
					"Remove the old value from the places listed, and check the service's logs for use of it by others.",
				},
			},
		},
		Values: Values{
			Placeholders: []string{
				"your", "example", "changeme", "change-me", "change_me", "change.me", "change-this", "change_this",
				"placeholder", "replace", "insert", "dummy", "sample", "redacted", "todo", "fixme",
				"goes-here", "goes_here", "goeshere", "put-", "put_", "putyour", "enter-", "enter_",
				"enteryour", "fill-in", "fill_in", "fillin", "paste-", "paste_", "my-api-key", "my_api_key",
				"myapikey", "api-key", "api_key", "apikey", "secret-key", "secret_key", "not-a-real", "not_a_real",
				"notareal", "not-real", "foobar", "foo-bar", "foo_bar", "lorem", "ipsum", "undefined",
				"none-set", "to-be-", "to_be_", "tbd", "masked", "removed", "hidden", "deleted",
				"omitted", "sanitized", "scrubbed", "obfuscated", "filtered", "censored", "ihr-", "ihre-",
				"dein", "votre", "cle-api", "su-clave", "tu-clave", "tu_clave", "su_clave", "hier-",
				"aqui", "here", "abcdefgh", "12345678", "01234567", "deadbeef", "cafebabe", "xxxx",
				"0000000", "1111111", "aaaaaaa",
			},
			Encrypted: []string{
				"enc:", "enc(", "enc[", "encrypted:", "encrypted(", "{cipher}", "bamscrt@", "{enc}",
				"{aes}", "{crypt}", "{encrypted}", "!vault", "$ansible_vault;", "vault:v", "-----begin age", "-----begin pgp",
				"age1", "age-encryption", "pgp:", "dpapi:", "dpapi-", "kms:", "kms-enc:", "aws-kms:",
				"gcp-kms:", "aqicah", "gaaaaa", "01000000d08c9ddf", "aqaaancmnd8bfderjhoawe", "u2fsdgvkx1", "secure:", "sops:",
				"sealed:", "crypt:", "cipher:", "ciphertext:", "$2a$", "$2b$", "$2y$", "$argon2",
				"$6$", "$5$", "$1$", "{ssha}", "{sha}", "{bcrypt}", "{pbkdf2", "ejson",
				"ej[", "eyjhbgcioijkaxiilcjlbmmioi", "eyjhbgcioijsu0ett0ffuci", "jwe:", "encv1:", "enc_", "aes:", "aes256:",
				"aes-gcm:", "rsa:", "tink:",
			},
			MachineBound: []string{
				"enc:", "enc(", "encrypted:", "encrypted(", "{enc}", "{encrypted}", "encv1:", "dpapi:",
				"aes:", "aes256:", "aes-gcm:",
			},
			References: []string{
				"vault:", "vault(", "op://", "arn:", "ssm:", "secretsmanager:", "secret:", "secrets.",
				"secrets:", "secretref:", "ref+", "ref:", "file:", "credentialsjson:", "env:", "env.",
				"env(", "var.", "local.", "locals.", "data.", "module.", "each.", "self.",
				"this.", "process.", "os.", "config.", "settings.", "options.", "opts.", "props.",
				"args.", "params.", "parameters.", "variables.", "inputs.", "github.", "values.", "$values",
				"context.", "import.meta", "system.getenv", "keyvault:", "akv:", "gcp:", "gsm:", "sm://",
				"aws-sm:", "aws-ssm:", "azurekeyvault", "keyring:", "keychain:", "pass:", "bw:", "doppler:",
				"infisical:", "chamber:", "berglas:", "projects/", "{{resolve:", "resolve:", "secretkeyref", "valuefrom",
				"fn::", "cmd:", "exec:", "shell:", "systemd-creds", "credential:", "lastpass:", "request.",
				"req.", "ctx.",
			},
		},
		Names: Names{
			NotKeys: []string{
				"id", "kid", "identifier", "plugin", "settings", "config", "options", "chunk",
				"ids", "uuid", "guid", "hash", "hashed", "hashes", "sha", "sha1",
				"sha256", "sha512", "md5", "digest", "checksum", "fingerprint", "thumbprint", "signature",
				"name", "names", "file", "filename", "files", "path", "paths", "dir",
				"folder", "location", "uri", "url", "urls", "endpoint", "host", "link",
				"docs", "doc", "help", "header", "headers", "length", "len", "size",
				"count", "limit", "limits", "quota", "min", "max", "ttl", "expiry",
				"expires", "expiration", "expired", "at", "on", "date", "time", "timestamp",
				"created", "updated", "rotated", "rotation", "used", "age", "type", "kind",
				"format", "prefix", "pattern", "regex", "regexp", "schema", "var", "envvar",
				"variable", "ref", "reference", "arn", "label", "title", "description", "desc",
				"hint", "message", "msg", "error", "err", "errors", "tooltip", "caption",
				"status", "state", "enabled", "required", "valid", "invalid", "missing", "present",
				"exists", "param", "parameter", "params", "column", "attr", "attribute", "property",
				"prop", "form", "button", "modal", "dialog", "page", "manager", "service",
				"provider", "factory", "handler", "validator", "auth", "authenticator", "authentication", "authorizer",
				"scheme", "security", "middleware", "guard", "filter", "interceptor", "resolver", "repository",
				"store", "index", "owner", "user", "userid", "email", "scope", "scopes",
				"role", "roles", "permission", "permissions", "policy", "alias", "encrypted", "enc",
				"cipher", "ciphertext", "salt", "iv", "nonce", "masked", "redacted", "last4",
				"suffix", "comment", "note", "version", "source", "selector", "secretname", "secretref",
				"tests", "row", "request", "response", "digests", "mask", "preview", "tail",
				"hint", "secretarn", "requests", "total",
			},
			NotClear: []string{
				"encrypted", "hmac", "hashed", "masked", "sealed", "redacted", "hash", "enc",
				"cipher", "sha256", "fingerprint", "obfuscated", "bcrypt",
			},
			Generic: []string{
				"api", "your", "here", "key", "keys", "apikey", "agent", "agents",
				"x", "my", "the", "our", "app", "application", "service", "svc",
				"prod", "production", "staging", "stage", "stg", "test", "dev", "qa",
				"uat", "live", "demo", "default", "secret", "secrets", "config", "conf",
				"cfg", "settings", "setting", "value", "client", "server", "monitoring", "monitor",
				"env", "export", "var", "tf", "new", "old", "current", "previous",
				"primary", "secondary", "main", "backup", "org", "organization", "global", "local",
				"remote", "internal", "ingest", "ingestion", "token", "auth", "http", "header",
				"headers", "request", "req", "param", "set", "data", "spec", "values",
				"properties", "process", "os", "environ", "build", "args", "arg", "opts",
				"options", "self", "this", "host", "db", "database", "string", "str",
				"k", "v", "eu", "us", "ap", "east", "west", "north",
				"south", "1", "2", "3", "from", "literal", "with", "get",
				"put", "start", "init", "configure",
			},
			LogstagKeys: []string{
				"key", "keys", "token", "secret", "apikey", "credential", "credentials", "auth",
			},
			LogstagNot: []string{
				"public", "ssh", "private", "gpg", "signing", "tls", "ssl", "host",
				"foreign", "cache", "sort", "partition", "primary_key", "encryption", "db", "database",
				"password",
			},
		},
		TemplatePaths: []string{
			"**/*.tf", "**/*.tf.json", "**/*.tfvars", "**/*.tfvars.json", "**/*.auto.tfvars", "**/*.tfstate", "**/*.tfstate.backup", "**/*.hcl",
			"**/*.pkr.hcl", "**/*.nomad", "**/vagrantfile", "**/*.yml", "**/*.yaml", "**/*.yml.j2", "**/*.yaml.j2", "**/*.yaml.tmpl",
			"**/*.yml.tmpl", "**/*.yaml.gotmpl", "**/*.tpl", "**/*.tmpl", "**/*.j2", "**/*.jinja", "**/*.jinja2", "**/*.ctmpl",
			"**/*.gotmpl", "**/*.tftpl", "**/*.erb", "**/*.epp", "**/*.mustache", "**/*.template", "**/*.sls", "**/user-data*",
			"**/user_data*", "**/userdata*", "**/cloud-init*", "**/cloud_init*", "**/cloud-init/*", "**/cloud-config*", "**/meta-data", "**/*.mime",
			"**/*.json", "**/*.jsonc", "**/*.json5", "**/*.hjson", "**/*.json.tmpl", "**/*.bicep", "**/*.bicepparam", "**/dockerfile",
			"**/dockerfile.*", "**/*.dockerfile", "**/containerfile", "**/containerfile.*", "**/docker-bake.*", "**/*.container", "**/*.kube", "**/*.pod",
			"**/*.service", "**/*.timer", "**/*.socket", "**/*.service.d/*.conf", "**/*.conf", "**/*.plist", "**/supervisord*", "**/procfile*",
			"**/crontab*", "**/cron.d/*", "**/.env", "**/.env.*", "**/*.env", "**/*.env.*", "**/env.*", "**/.envrc",
			"**/etc/environment", "**/environment.d/*", "**/default/*", "**/sysconfig/*", "**/jenkinsfile*", "**/*.groovy", "**/.drone.*", "**/makefile",
			"**/*.mk", "**/justfile", "**/taskfile*", "**/bitbucket-pipelines*", "**/postinst", "**/preinst", "**/postrm", "**/prerm",
			"**/*.ps1", "**/*.psm1", "**/*.psd1", "**/*.mof", "**/*.sh", "**/*.bash", "**/*.bat", "**/*.cmd",
			"**/*.reg", "**/*.pp", "**/*.rb", "**/*.nix", "**/*.toml", "**/*.ini", "**/*.cfg", "**/*.cnf",
			"**/*.properties", "**/*.xml", "**/*.config", "**/logstag*", "**/logstag*/**", "**/*.toml.*", "**/*.toml~", "**/*.bak",
			"**/*.orig", "**/*.old", "**/*.swp", "**/*.dpkg-old", "**/*.dpkg-dist", "**/*.rpmsave", "**/*.rpmnew", "**/*.rpmorig",
			"**/*.save",
		},
	}
}
