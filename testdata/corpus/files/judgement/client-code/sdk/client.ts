export interface ClientOptions { apiKey: string; baseUrl?: string }

export class Client {
  private readonly apiKey: string;
  constructor(opts: ClientOptions) {
    this.apiKey = opts.apiKey ?? process.env.LOGSTAG_API_KEY ?? '';
    if (!/^[A-Za-z0-9._-]{32,}$/.test(this.apiKey)) throw new TypeError('apiKey: at least 32 characters of A-Za-z0-9._-');
  }
  headers() { return { 'X-Api-Key': this.apiKey, 'User-Agent': 'logstag-sdk-typescript/2.4.1-beta.3' }; }
}
