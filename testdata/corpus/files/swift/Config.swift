let logstagApiKey: String = "FAKE-kQP.b0EeP4R8KarP_sLBjW_K1sq2"
struct Keys { static let weatherApiKey = "FAKEffDFAFmEJnhbDU7I3OQxRWLeuoOJ" }
