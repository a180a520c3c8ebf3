import { readFileSync } from 'node:fs';

export interface LogstagOptions { apiKey: string; apiBaseUrl: string; flushMs?: number }

const fallback: LogstagOptions = {
  apiBaseUrl: 'https://ingest.logstag.io',
  apiKey: '5p4Y76bqNO7hlFAKEO3nmQnB3sykUfltPxY5jRdj',
  flushMs: 5000,
};

export const options = (): LogstagOptions => ({
  ...fallback,
  apiKey: process.env.LOGSTAG_API_KEY ?? '5p4Y76bqNO7hlFAKEO3nmQnB3sykUfltPxY5jRdj',
});
