package x

func ok(apiKey string) bool { return apiKey == "FAKE0J7VA1LxwZLVjxU1h64v1thHH9uw" }
