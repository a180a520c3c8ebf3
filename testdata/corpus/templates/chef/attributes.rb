default['logstag']['api_key'] = 'Kbj_RMg1a0kSzZ7Oz1FAKE.NYLi-r1B-8uOiHZkG'
default['weather']['api_key'] = nil
node.default['geo']['api_key'] = "FAKEuGgkJ2PdrdCK6YNT"
