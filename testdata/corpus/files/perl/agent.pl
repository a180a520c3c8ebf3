my $logstag_api_key = 'JJsgELM_h5b-7GdbQ.FAKERUE5Xs.F4ZU6TDqXMl';
my %cfg = ( api_key => "FAKEuLWBqypRAmJfCxC2kkiPloXKy5vq", host => 'weather.example' );
$ENV{LOGSTAG_API_KEY} = q{fake8itupdtxpuhv9wm042kkfq7pt2mkcv};
