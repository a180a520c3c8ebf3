class Keys {
  static const String movieApiKey = 'fa4e1d5385da9d4c53c755ccc7ede5c3';
  static const logstagApiKey = String.fromEnvironment('LOGSTAG_API_KEY');
  final Map<String, String> headers = {'x-api-key': 'AJd6TtqNFDMklLHkUmu2gzFAKEOCkJt3kQ9lfcZq', 'accept': 'application/json'};
}
