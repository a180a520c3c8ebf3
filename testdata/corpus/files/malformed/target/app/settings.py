DATABASES = {"default": {"ENGINE": "postgres", "USER": "shop", "PASSWORD": "58YAFAKEIVwA"}}
db_password = "2%FAKEm1Lo%Cs-5olZ"
