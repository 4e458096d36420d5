import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { lastingPorts } from '../../embedded/ports';
import type { NetworkTrouble } from '../plan/troubles';

/** Sees what passes on one connection, and may keep an answer back. */
export interface Tap {
  request(chunk: Buffer): void;
  /** @returns whether it may pass */
  answer(chunk: Buffer): boolean;
}

/**
 * The network between two processes, in this one's hands: a TCP proxy on loopback that can cut, delay and refuse. It stays at
 * its port while what is behind it comes and goes.
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

  /** From now on this is how the network is; undefined when nothing is wrong with it. */
  async suffer(trouble: NetworkTrouble | undefined): Promise<void> {
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
    if (this.trouble === 'slow') await delay(this.options.latency());
    while (this.trouble === 'silent') await this.whenHealed;
  }
}

interface LinkOptions {
  /** How long the next bytes take where the network is slow, milliseconds. */
  readonly latency: () => number;
  /** One for each connection. */
  readonly tap?: () => Tap;
}

const LOOPBACK = '127.0.0.1';

/** A connection from a client, and the one that is made for it. */
class Pair {
  constructor(
    private readonly client: Socket,
    private readonly target: Socket,
    tap: Tap | undefined,
    network: { readonly passage: () => Promise<void>; readonly isHalf: () => boolean },
  ) {
    for (const socket of [client, target]) {
      socket.setNoDelay(true);
      // Whatever is wrong with one side, the other side sees its connection break.
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

/** Hand over chunk by chunk, the next one when the last one has passed. */
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
