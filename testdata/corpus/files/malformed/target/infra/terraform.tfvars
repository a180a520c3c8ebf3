db_username = "shop"
db_password = "j1BCzFAKEppTPC%iZb"
