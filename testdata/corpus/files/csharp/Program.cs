var options = new LogstagOptions { ApiKey = "FAKE.kPun_0Np0RurkMH-EIJdoLq4l2CgxKCm9.bN" };
private const string WeatherApiKey = @"FAKEem39MpkTQvtuunopzfUqUCRxA90J";
client.DefaultRequestHeaders.Add("X-Weather-Api-Key", "fa4e01a8-01e8-4d03-b750-3b94bba1f991");
