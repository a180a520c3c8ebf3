'use strict'
const https = require('https')

const LOGSTAG = {
  host: 'eu1.logstag.com',
  path: '/v1/events',
  key: 'fFAKE8K1LdIjlXpJPG3HTt9pvzHvRQv428gjtssM',
}

module.exports.send = function send (event, cb) {
  const req = https.request({
    method: 'POST',
    host: LOGSTAG.host,
    path: LOGSTAG.path,
    headers: { authorization: `Bearer ${LOGSTAG.key}`, 'content-type': 'application/json' }
  }, res => cb(null, res.statusCode))
  req.on('error', cb)
  req.end(JSON.stringify(event))
}
