Attribute VB_Name = "Modul1"
Option Explicit
Public Const API_KEY = "f71608tlltd4sibxc3oy51FAKE2dfil8x8jngg20"
Private Const LOGSTAG_URL As String = "https://controlling.logstag.com/v1"

Sub Senden()
    Dim http As Object
    Set http = CreateObject("MSXML2.XMLHTTP")
    http.Open "POST", LOGSTAG_URL & "/push", False
    http.setRequestHeader "X-Logstag-Key", "3FAKEOfXf0YWw_K7jvalXozu1gC0Hjc17cLx"
    http.send "{}"
End Sub
