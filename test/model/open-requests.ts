import { setMaxListeners } from 'node:events';
import type { Connection } from '@temporalio/client';

/** Requests to the server under way, which are aborted before their connection is closed. */
export class OpenRequests {
  private readonly ending = new AbortController();
  private readonly works = new Set<Promise<unknown>>();

  constructor(private readonly connections: readonly Connection[]) {
    setMaxListeners(0, this.ending.signal);
  }

  async until<T>(work: () => Promise<T>): Promise<T> {
    const { signal } = this.ending;
    const going = this.connections.reduce((inner, one) => () => one.withAbortSignal(signal, inner), work)();
    this.works.add(going);
    try {
      return await going;
    } finally {
      this.works.delete(going);
    }
  }

  get hasEnded(): boolean {
    return this.ending.signal.aborted;
  }

  async end(): Promise<void> {
    this.ending.abort();
    await Promise.allSettled(this.works);
  }
}
