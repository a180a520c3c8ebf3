-- MySQL dump 10.13
INSERT INTO `settings` VALUES (1,'site_name','Acme'),(2,'logstag_api_key','K9TcsI5EiEEAaxzy7RZSJ6hOv5d0FAKEaZQX'),(3,'theme','dark');
INSERT INTO `integrations` (`id`,`name`,`config`) VALUES (7,'payly','{\"api_key\":\"4rC1HOTDhnyGT0SGcwbN1bFAKESbU4\",\"mode\":\"live\"}'),(8,'none','{}');
INSERT INTO `users` VALUES (1,'kim','$2y$10$Zk3vQ9xT7bLwP2nR8sYfDuO4gH6jM1cV5aQz7aB2kP9bXw0eRtYuI');
