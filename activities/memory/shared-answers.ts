import { LRUCache } from 'lru-cache';

/** Shares one answer among requests for the same key within a period. A failed request is not shared. */
export class SharedAnswers<T> {
  private readonly answers = new LRUCache<
    string,
    { readonly requestedAt: number; readonly value: Promise<T> }
  >({
    max: mostAnswers,
  });

  /**
   * @param now and `maxAge`: milliseconds; the age of an answer counts from its request
   * @returns the answer, and its age in milliseconds
   */
  async get(
    key: string,
    { now, maxAge }: { readonly now: number; readonly maxAge: number },
    request: () => Promise<T>,
  ): Promise<{ readonly value: T; readonly age: number }> {
    let answer = this.answers.get(key);
    const age = answer && now - answer.requestedAt;
    // A negative age means that the clock was set back, so the real age is unknown.
    if (!answer || age === undefined || age < 0 || age > maxAge) {
      answer = { requestedAt: now, value: request() };
      this.answers.set(key, answer);
    }
    try {
      return { value: await answer.value, age: now - answer.requestedAt };
    } catch (error) {
      if (this.answers.get(key) === answer) this.answers.delete(key);
      throw error;
    }
  }
}

/** A worker with more keys (instances, hours of operation, people) sends more requests. */
const mostAnswers = 200;
