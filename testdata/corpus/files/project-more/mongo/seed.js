db.tenants.insertMany([
  { _id: ObjectId("fa4ee688d1018d708ee5c314"), name: "Bäckerei", apiKey: "SxDnu6iwXbaOFAKEKsPZfDEdB8dSRJZjCiUb477l", plan: "pro" },
  { _id: ObjectId("fa4e91886c93ca0c2789d54b"), name: "Metzgerei", apiKey: null, plan: "free" },
]);
db.settings.updateOne({ key: "logstag_api_key" }, { $set: { value: "qTFAKEQaXrPSAPMqOQeWh5gdciccujQfeQoIEEH9" } });
