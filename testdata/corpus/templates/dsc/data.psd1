@{
    AllNodes = @(
        @{ NodeName = 'db1'; LogstagApiKey = 'FAKExuAM6s_XQwpd-xBb8hRu-iPOIk.W' }
        @{ NodeName = 'db2'; LogstagApiKey = '[ENC=MIIBFAKEqcQgjbgwpZRNyVuUhWMajQHZqs6ruRLHZ3l4Yg2ifxqyUgBDhMtYxct5]' }
    )
}
