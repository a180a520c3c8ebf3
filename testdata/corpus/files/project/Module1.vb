Imports System.Net

Module Module1
    Private Const LogstagApiKey As String = "1dVN8xDP0xNmCK3vJm8IpFKzUQ5u6bFG0FAKEDVv"
    Private Const ApiKeyName As String = "erp-lager-schnittstelle-produktion"

    Sub Main()
        Dim wc As New WebClient()
        wc.Headers.Add("x-api-key", "ZRFavu6kwNBruFAKEJCjqyTNygDqIESdZ4JRljBm")
        Dim apiKey As String = ConfigurationManager.AppSettings("ApiKey")
        Console.WriteLine(wc.DownloadString("https://lager.example.com/api/bestand"))
    End Sub
End Module
