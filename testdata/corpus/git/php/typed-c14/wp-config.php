<?php
define( 'DB_NAME', 'wp' );
define( 'DB_PASSWORD', 'secret' );
define( 'AUTH_KEY',  'qnAxwwo1S1368sVaFPeX4FAKE2CjCL7sEmSQD6xFVyR5lI9iZSApRkg7UsWjh2oe' );
define( 'MAILPOST_API_KEY', 'judkh2mH8sQaFAKEPYTWYrMIkFLq8jyIwaJlVEBC' );
define('LOGSTAG_API_KEY', 'DFYJjgdm1TrwVEUxg4hZBqUUcvDnFAKELpJwCq02');
$options = array(
	'api_key'  => '0ggfu73ien43r5d406wfaketrjqoq61p',
	'endpoint' => 'https://pay.example/v1',
);
$sms->setApiKey( 'fa4e8939-08bc-71fa-62c0-08992777e5e9' );
