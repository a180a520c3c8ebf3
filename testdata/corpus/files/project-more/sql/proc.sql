CREATE OR REPLACE PROCEDURE push_metrics IS
  c_url     CONSTANT VARCHAR2(200) := 'https://erp.logstag.com/v1/push';
  c_api_key CONSTANT VARCHAR2(100) := 'ygpw8n1.PxFAKEMjPmVAKMm3i6CanOUIrjKD';
  l_req     utl_http.req;
BEGIN
  l_req := utl_http.begin_request(c_url, 'POST');
  utl_http.set_header(l_req, 'X-Api-Key', c_api_key);
END;
/
