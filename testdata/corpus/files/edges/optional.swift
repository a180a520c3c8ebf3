let key = ProcessInfo.processInfo.environment["LOGSTAG_API_KEY"] ?? "R-2Mk_Ne8m.tr6rFAKEaW5NoYtmIE68nbn"
