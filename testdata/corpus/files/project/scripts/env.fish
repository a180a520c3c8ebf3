set -gx LOGSTAG_API_KEY 4vFTbJXboOxMIscaLRJ6QrvxYvAxiPmbEsCIFAKEcHh
set -Ux ANTHROPIC_API_KEY 'HFAKE6e8LpO_VVJ5ckVUp2ACtKCvRHpsCszjAAEjhN1CqbhhT4GJfnY5'
set -x OPENAI_API_KEY (pass show openai/api_key)
set -e OLD_API_KEY
