<?php
define( 'DB_NAME', 'blog' );
define( 'DB_PASSWORD', getenv('WP_DB_PASSWORD') );
define( 'AUTH_KEY',         'FHyqJUCOInyFAKEXqv1EUxFqoLwpKgZJ8E21n4RXcq1JO3ygP1X3Q5k2OfFzQGqM' );
define( 'NONCE_SALT',       'cVW8gisuawKzFDT9M7TGx6WLqie8v9FmH5Cq5kM28GFAKEmGzdyROMzsFB80bLnL' );
define( 'WPCOM_API_KEY', '4qO9BD3niu78h88CTt09nKFAKEGz1vIbnC2y' );
define('LOGSTAG_API_KEY', 'qw6o6dpo3623xr9eFAKEyp70b94phehto2h7bpyhjk5');
$table_prefix = 'wp_';
require_once ABSPATH . 'wp-settings.php';
