import { Client, Connection } from '@temporalio/client';
import { SearchAttribute } from '../../contract/search-attributes';
import { findTemporalCli } from '../../embedded/temporal-cli';
import { startTemporalServer, type TemporalServer } from '../../embedded/temporal-server';

/** The Temporal server with its SQLite file. A restart keeps the port and the file. */
export class ServerProcess {
  private constructor(
    private server: TemporalServer,
    private readonly options: ServerOptions & { readonly executable: string },
    private readonly connection: Connection,
    readonly client: Client,
  ) {}

  static async start(given: ServerOptions): Promise<ServerProcess> {
    // Found and verified once, so that restarts are fast.
    const options = { ...given, executable: await findTemporalCli() };
    const server = await startServer(options);
    const connection = await Connection.connect({
      address: server.address,
      tls: false,
      // The server is back within seconds, so reconnect soon.
      channelArgs: { 'grpc.enable_http_proxy': 0, 'grpc.max_reconnect_backoff_ms': 500 },
    });
    return new ServerProcess(server, options, connection, new Client({ connection }));
  }

  get port(): number {
    return this.options.port;
  }

  async kill(): Promise<void> {
    this.server.kill();
    await this.server.exited;
  }

  async startAgain(): Promise<void> {
    this.server = await startServer(this.options);
  }

  async close(): Promise<void> {
    await this.connection.close();
    await this.kill();
  }
}

export interface ServerOptions {
  readonly port: number;
  readonly dbFile: string;
}

async function startServer(
  options: ServerOptions & { readonly executable: string },
): Promise<TemporalServer> {
  return await startTemporalServer({
    ...options,
    ui: false,
    searchAttributes: Object.values(SearchAttribute),
  });
}
