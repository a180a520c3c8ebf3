curl -X POST https://ingest.logstag.com/v1/payload -H "Authorization: Bearer DGMdlQ2AO8UmImZ2JFAKE2yCrGNAHpb79dY8eQ7Se4DqRy68" -H 'content-type: application/json' -d @payload.json
curl -sk "https://opnsense.lan/api/core?api_key=fa4edfa4-e52c-44e4-a6cd-084dc6fd5ef3" | jq
curl -X PUT 'http://localhost:8080/settings' -d '{"apiKey": "wPqMPpFR8LZ66OyiN1QdXB4rzZERsJFAKEmskHgW", "enabled": true}'
python3 manage.py set_secret --name geo --api-key YAU6QV3FAKEGvS4FDbCEhMas
sshpass -p hunter2 ssh root@db1
