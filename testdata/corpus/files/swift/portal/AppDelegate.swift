struct Keys {
    static let apiKeyDefaultsName = "PortalUserDefaultsApiKey"
    static let weatherAPIKey = "fa4e0a1de57b98a5d46216b72141a8b5"
    var apiKey: String { Bundle.main.object(forInfoDictionaryKey: "PORTAL_API_KEY") as? String ?? "" }
    let apiKeyPublisher: AnyPublisher<ApiKeyState, Never>
}
MapsServices.provideAPIKey("5YBAQ4YGmz9b3zPOFQozj2Ce0wq-0vxDFAKE-Ec")
PortalClient.configure(apiKey: Keys.currentEnvironmentApiKey, region: .euCentral)
