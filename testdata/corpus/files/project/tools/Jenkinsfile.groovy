def apiKey = credentials('shop-deploy-api-key-production')
def cfg = [ apiKey: 'eiqux4smqtt451ymFAKEt2sipd23mllzgwvm', apiKeyCredentialId: 'nexus-upload-api-key-cred' ]
withCredentials([string(credentialsId: 'logstag-agent-api-key-prod', variable: 'LOGSTAG_API_KEY')]) {
  sh 'install-agent.sh'
}
sh "curl -H 'X-Api-Key: om7e9ym87qjhin29FAKEkkujg94beoh7' https://nexus.internal/upload"
sh """
  LOGSTAG_API_KEY=pofQQaamrCFDxRm3FAKENuElzqb509-T ./logstag-install.sh
"""
