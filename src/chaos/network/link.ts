import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { lastingPorts } from '../../embedded/ports';
import type { NetworkTrouble } from '../plan/troubles';

/** Observes one connection, and may drop a response. */
export interface Tap {
  request(chunk: Buffer): void;
  /** @returns whether it may pass */
  answer(chunk: Buffer): boolean;
}

/**
 * A TCP proxy on loopback between two processes that can cut, delay and refuse connections. Its port stays the same while its
 * target restarts.
 */
export class Link {
  private readonly pairs = new Set<Pair>();
  private trouble: NetworkTrouble | undefined;
  private whenHealed = Promise.resolve();
  private heal: () => void = () => undefined;

  private constructor(
    readonly port: number,
    private readonly server: Server,
    private readonly targetPort: number,
    private readonly options: LinkOptions,
  ) {
    server.on('connection', (socket) => {
      this.accept(socket);
    });
  }

  static async open(targetPort: number, options: LinkOptions): Promise<Link> {
    const server = createServer();
    const [port = 0] = await lastingPorts(1);
    await listen(server, port);
    return new Link(port, server, targetPort, options);
  }

  /** Set the network's trouble; undefined restores it. */
  async setTrouble(trouble: NetworkTrouble | undefined): Promise<void> {
    const before = this.trouble;
    this.trouble = trouble;
    this.heal();
    if (trouble === 'silent') {
      this.whenHealed = new Promise((resolve) => {
        this.heal = resolve;
      });
    }
    if (trouble === 'cut' || trouble === 'refused') this.breakAll();
    if (trouble === 'refused' && before !== 'refused') this.server.close();
    if (trouble !== 'refused' && before === 'refused') await listen(this.server, this.port);
  }

  /** Break every connection. */
  breakAll(): void {
    for (const pair of this.pairs) pair.destroy();
  }

  close(): void {
    this.heal();
    this.breakAll();
    this.server.close();
  }

  private accept(client: Socket): void {
    if (this.trouble === 'cut') {
      client.destroy();
      return;
    }
    const pair = new Pair(client, connect({ host: LOOPBACK, port: this.targetPort }), this.options.tap?.(), {
      passage: () => this.passage(),
      isHalf: () => this.trouble === 'half',
    });
    this.pairs.add(pair);
    client.once('close', () => this.pairs.delete(pair));
  }

  /** Resolves when the next bytes may pass. */
  private async passage(): Promise<void> {
    if (this.trouble === 'slow') await delay(this.options.latencyMs());
    while (this.trouble === 'silent') await this.whenHealed;
  }
}

interface LinkOptions {
  /** Delay of the next bytes with the trouble `slow`. */
  readonly latencyMs: () => number;
  /** Creates a tap for each connection. */
  readonly tap?: () => Tap;
}

const LOOPBACK = '127.0.0.1';

/** A client's connection and its connection to the target. */
class Pair {
  constructor(
    private readonly client: Socket,
    private readonly target: Socket,
    tap: Tap | undefined,
    network: { readonly passage: () => Promise<void>; readonly isHalf: () => boolean },
  ) {
    for (const socket of [client, target]) {
      socket.setNoDelay(true);
      // An error on one side breaks the other side, too.
      socket.on('error', () => {
        this.destroy();
      });
      socket.on('close', () => {
        this.destroy();
      });
    }
    const pass = async (chunk: Buffer, to: Socket, mayPass: () => boolean) => {
      await network.passage();
      if (network.isHalf()) {
        to.write(chunk.subarray(0, Math.floor(chunk.length / 2)), () => {
          this.destroy();
        });
      } else if (mayPass() && !to.destroyed) {
        to.write(chunk);
      }
    };
    inOrder(client, (chunk) =>
      pass(chunk, target, () => {
        tap?.request(chunk);
        return true;
      }),
    );
    inOrder(target, (chunk) => pass(chunk, client, () => tap?.answer(chunk) ?? true));
  }

  destroy(): void {
    this.client.destroy();
    this.target.destroy();
  }
}

/** Pass chunks one after another. */
function inOrder(from: Socket, pass: (chunk: Buffer) => Promise<void>): void {
  let last = Promise.resolve();
  from.on('data', (chunk: Buffer) => {
    last = last.then(() => pass(chunk));
  });
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
