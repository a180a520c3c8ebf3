String apiKey = "FAKE" + "FAKE2oc9NS" + part;
String apiKey2 = prefix + ".example.organization.key";
