struct Config {
    let apiKey: String
    static let production = Config(apiKey: "r7sp1i1nnnhpwfpkaeFAKErmykn26bit295k1l91")
    static let preview = Config(apiKey: "preview-only-api-key-no-network")
    static let logstagToken = "w8oyschz5jip0pdy0z6lc7c4bfdnFAKEezrsazmr9bd"
    static let apiKeyKeychainItem = "com.acme.app.keychain.apiKey"
}
