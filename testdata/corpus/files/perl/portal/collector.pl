use constant API_KEY_RE => qr/^[\w.-]{32,}$/;
my %cfg = (
    api_key      => $ENV{COLLECTOR_API_KEY} || 'no_key_given_on_command_line',
    geo_api_key  => q{mO5QHbiwof8HldVM9FAKEgNZCJ6C2pUK},
    user_agent   => 'collector/1.2 (apikey-rotation-enabled)',
);
my $apikey = $cfg{geo_api_key} // die "api_key: not configured, see perldoc Collector::Config\n";
$ua->default_header('X-Api-Key' => $self->{session}{current_api_key});
