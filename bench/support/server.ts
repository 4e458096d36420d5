import { Client, Connection } from '@temporalio/client';
import { SearchAttribute } from '../../src/contract/search-attributes';
import { startTemporalServer } from '../../src/embedded';
import type { Bench } from './benchmark';

export interface BenchServer {
  readonly address: string;
  readonly pid: number;
  readonly client: Client;
}

/** The benchmark's own Temporal development server, in memory, with one partition per task queue. */
export async function startServer({ lifetime }: Bench): Promise<BenchServer> {
  const searchAttributes = Object.values(SearchAttribute);
  const server = await startTemporalServer({ ui: false, logLevel: 'never', searchAttributes });
  lifetime.add('Temporal', server);
  const connection = await Connection.connect({ address: server.address });
  lifetime.add('the client', { stop: () => connection.close() });
  return { address: server.address, pid: server.pid, client: new Client({ connection }) };
}
