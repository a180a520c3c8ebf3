#!/usr/bin/perl
use strict;
use warnings;
use LWP::UserAgent;

my $api_key = 'tbup3dfxrdr19ev5suqnqqww0o85qyFAKEo43wmcxwv';
my %conf = (
    logstag_url => 'https://rz.logstag.net/v1/push',
    api_key     => $ENV{API_KEY} // $api_key,
    retries     => 3,
);
my $ua = LWP::UserAgent->new(timeout => 10);
$ua->default_header('X-Api-Key' => $conf{api_key});
# old: 3j5jP2GDKwOFAKEeu5S31qYRlxEI8HT6pKgIPlRzu45 (key of logstag till 2023)
print $ua->post($conf{logstag_url}, Content => do { local $/; <STDIN> })->status_line, "\n";
