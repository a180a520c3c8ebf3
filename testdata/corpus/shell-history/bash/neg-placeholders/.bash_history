LOGSTAG_API_KEY=your_api_key_here bash -c "$(curl -fsSL https://get.logstag.example/install.sh)"
LOGSTAG_API_KEY=<your-logstag-agent-api-key> ./install.sh
export LOGSTAG_API_KEY=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
export LOGSTAG_API_KEY="abcd************************************"
export API_KEY=CHANGE_ME_BEFORE_DEPLOYING_TO_PRODUCTION
export MAPS_API_KEY="REPLACE_WITH_YOUR_OWN_API_KEY"
export LOGSTAG_API_KEY="TU_CLAVE_DE_API_DE_LOGSTAG_AQUI"
export LOGSTAG_API_KEY="HIER_IHREN_API_SCHLUESSEL_EINTRAGEN"
export LOGSTAG_API_KEY="votre-cle-api-logstag-ici-obligatoire"
export LOGSTAG_API_KEY="ВАШ_КЛЮЧ_API_LOGSTAG"
export LOGSTAG_API_KEY="ここにAPIキーを入力してください"
export LOGSTAG_API_KEY="sua_chave_de_api_do_logstag_aqui"
export LOGSTAG_API_KEY="vul_hier_uw_api_sleutel_in_voor_logstag"
curl -H "X-API-Key: 00000000000000000000000000000000" http://localhost:3000/health
curl -H "X-API-Key: test-test-test-test-test" http://localhost:3000/health
API_KEY=0123456789abcdef0123456789abcdef npm test
API_KEY=dummy-api-key-for-unit-tests npm test
API_KEY=none LOGSTAG_API_KEY= make
docker run -e API_KEY=... acme/web
logstag-agent --api-key "" --check-config
cat >> .env.example <<END
LOGSTAG_API_KEY=insert-your-logstag-agent-key-here
MAPS_API_KEY=<paste the key from the console>
END
