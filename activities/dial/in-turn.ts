/** Runs work for the same key one at a time, and work for different keys in parallel. */
export class InTurn {
  private readonly last = new Map<string, Promise<unknown>>();

  async do<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.last.get(key) ?? Promise.resolve()).then(work);
    // The next work starts even if this one fails.
    const ended = turn.catch(() => undefined);
    this.last.set(key, ended);
    try {
      return await turn;
    } finally {
      if (this.last.get(key) === ended) this.last.delete(key);
    }
  }
}
