#!/usr/bin/perl
use strict; use warnings;
use LWP::UserAgent;
my $api_key = 'fa4e4c3d8c399dfde2364799a3e822011328db4e';
my %conf = (logstag => { api_base_url => 'https://ingest.logstag.io', api_key => q{dtko3l0FLRIiZjvFAKEYnPHjikxj2UcVoy1azXi3} });
my $ua = LWP::UserAgent->new;
$ua->default_header('X-API-Key' => 'fa4e4c3d8c399dfde2364799a3e822011328db4e');
