object Sync extends App {
  val apiKey = "0qHuNHK1H9KxDCM5rdFAKEnBYwvsp3sx"
  val logstag = LogstagSink(baseUrl = "https://ingest.logstag.io", apiKey = "302Me92eYDbNroFFAKEl7WvnObNcgzUbfXdVZWWJ")
  lazy val other = sys.env.getOrElse("OTHER_API_KEY", "qcd48dubsqrr2xiyhonfakeroi6v943bnd3hxk3x")
}
