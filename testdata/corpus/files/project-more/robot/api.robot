*** Settings ***
Library    RequestsLibrary

*** Variables ***
${BASE}             https://acme.logstag.com
${API_KEY}          ht6a9bvdgbz1f2kklmqsf7jd5qm9md6FAKE65sj35iw
${SHOP_API_KEY}     %{SHOP_API_KEY}

*** Test Cases ***
List Targets
    ${headers}=    Create Dictionary    X-Api-Key=${API_KEY}
    ${r}=    GET    ${BASE}/v1/targets    headers=${headers}
    Status Should Be    200    ${r}
