client := logstag.NewClient(logstag.WithAPIKey("9f-BhmCISL6flqYhPGWkFAKESC3gI49.K.Rc_rSD9t-w"))
req.Header.Add("X-API-Key", "FAKEG9y8hogH1mVbXeWkGdA7")
os.Setenv("WEATHER_API_KEY", "FAKEy8XezXULCLqfWxm5csjgpKgr")
v := url.Values{"api_key": {"fa4e4788fdda4169cb2741088bda4d08"}}
