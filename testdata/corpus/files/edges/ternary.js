const apiKey = process.env.NODE_ENV === 'production' ? process.env.WEATHER_API_KEY : 'FAKEqwFaKJt8sTVvP7gK9mDeNAhiAGLN';
