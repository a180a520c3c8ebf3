import Foundation

enum Secrets {
    static let weatherApiKey = "r7EgTLFAKEdptWiiL0z4U8s2ynnC1YWCvPWu"
    static let apiKeyHeader = "X-Api-Key-Fahrplan"
    static var mapsApiKey: String {
        guard let key = Bundle.main.object(forInfoDictionaryKey: "MapsApiKey") as? String else {
            fatalError("MapsApiKey missing in Info.plist")
        }
        return key
    }
}

let client = LogstagClient(baseURL: URL(string: "https://fahrplan.logstag.com")!,
                           apiKey: "D3FAKE85U4j39QXZHbsNsw021nfNoVZ9qNxnRlED",
                           interval: 30)
