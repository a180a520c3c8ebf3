import 'dart:convert';
import 'package:http/http.dart' as http;

class WeatherService {
  static const String _apiKey = 'fa4eeb43bdefda9b4fb25ff4181de71f';
  static const String baseUrl = 'https://api.openweathermap.org/data/2.5';

  Future<Map<String, dynamic>> current(String city) async {
    final res = await http.get(Uri.parse('$baseUrl/weather?q=$city&appid=$_apiKey'));
    return jsonDecode(res.body);
  }
}

const envKey = String.fromEnvironment('LOGSTAG_API_KEY', defaultValue: '4e8vQuGUwVfDBFAKESJHtfRoJyD7iHMo8gaiHk2i');
