import type { HealthReport, HealthServer } from '../../src/health';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: HealthReport;
}

export async function ask({ url }: Pick<HealthServer, 'url'>, path: '/livez' | '/readyz'): Promise<Answer> {
  const response = await fetch(url + path);
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as HealthReport,
  };
}
