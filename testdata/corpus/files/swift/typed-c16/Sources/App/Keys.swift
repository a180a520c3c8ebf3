import Foundation

enum Keys {
    static let weatherApiKey = "fa4e521495aa168bd903061036a6cd38"
    static let mapAPIKey: String = "BFLKLRFdQ5YlELHszRO51SEEFAKEOAmZ4WumYw3"
    static var logstagApiKey: String { ProcessInfo.processInfo.environment["LOGSTAG_API_KEY"] ?? "" }
}

var request = URLRequest(url: url)
request.setValue("fa4e521495aa168bd903061036a6cd38", forHTTPHeaderField: "x-api-key")
