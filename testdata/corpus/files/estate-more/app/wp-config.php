<?php
define( 'DB_NAME', 'wp' );
define( 'DB_PASSWORD', 'b*dnFAKEe4w!OFVw' );
define( 'AUTH_KEY', 'u0ytXfP6K6qxDuUXeSNGZsYWQDBDymyWBjEKiQ8tkFAKEu0zD2bFYoUBI4NCQWD0' );
define( 'WPCOM_API_KEY', 'DIpku4yxmoRtDjoLFAKEIpRotVWLWLw0qMtVB9y' );
define( 'LOGSTAG_API_KEY', '7zdPHwwM89uFQAN-qMVFAKEn0_U9-0z1HXn6spSlTIXL' );
$table_prefix = 'wp_';
