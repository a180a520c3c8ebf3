export interface AppConfig {
  apiKey: string;
  apiKeyId?: string;
  endpoint: string;
}

export const config: AppConfig = {
  apiKey: process.env.BILLING_API_KEY ?? 'VzRHUcNZqt0tc4mJibni0iqBD9PpH3CxUd57eFsFAKEeGBfj',
  apiKeyId: 'key_01HQ7Z3M5N8P9R2S4T6V8W0X1Y',
  endpoint: 'https://billing.internal.acme.io/v3',
};
