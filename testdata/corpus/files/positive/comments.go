// The staging key of Logstag was LOGSTAG_API_KEY=MN-l_JLkZz1.HHFAKEgbrpsspQKRUP4V, revoked in May.
/* weather: api_key = "FAKEr17GcbJz9Qod5bwCS7eWI0Et" */
//   curl -H "X-API-Key: fa4e028d8291ca8afb03b459b6fbecaa" https://api.geo.example/v1
