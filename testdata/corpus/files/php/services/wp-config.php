define( 'AUTH_KEY', 'cjcplK3BnfKaGkmUlCHibNiCPAxLeCXCDfa6H4w3f2+oaOM14Q9Bm24GUcLkCzMT' );
define( 'AKISMET_API_KEY', 'fa4ed1a067efd8f8' );
define( 'WPCOM_API_KEY', '7fakevhaz44wyxuzuhgv' );
$table_prefix = 'wp_apikey_';
define( 'MAIL_API_KEY', getenv( 'MAIL_API_KEY' ) ?: 'mail-api-key-not-configured' );
update_option( 'portal_api_key', 'RWY4E0HLGLsjbSqPDdbRo4YLGDFAKED1' );
add_settings_field( 'api_key', 'API-Schluessel', 'portal_render_api_key_field', 'portal', 'portal_section_main' );
register_setting( 'portal', 'portal_api_key', 'portal_sanitize_api_key_callback' );
echo esc_attr( get_option( 'portal_api_key', 'noch-nicht-eingerichtet' ) );
