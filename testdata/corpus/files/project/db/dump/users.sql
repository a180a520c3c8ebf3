-- MySQL dump 10.13  Distrib 8.0.36
DROP TABLE IF EXISTS `integrations`;
CREATE TABLE `integrations` (
  `id` int NOT NULL AUTO_INCREMENT,
  `vendor` varchar(40) NOT NULL,
  `api_key` varchar(255) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
INSERT INTO `integrations` (`id`, `vendor`, `api_key`) VALUES (1,'logstag','8mePhJ_e5tGPzzmXCG9fwDiFAKECIJtZ'),(2,'mapbox','CKWmXsHaa5UlNEoFAKEj0CcZDXze2WKfiG46ilByqoU');
INSERT INTO `sessions` (`id`, `digest`) VALUES (1,'fa4e1284e134e84b4b761aecb31920e1b5ad668830858015a8cae5ad48e40751');
