export class Client {
  private readonly apiKey: string = 'FAKEf7C13kTSXJXX6Atts3nxzhki';
  static LOGSTAG_API_KEY = "bx6eaUaCD-Z_Q0.nm6YQKbJL_5WmFAKE" as const;
}
