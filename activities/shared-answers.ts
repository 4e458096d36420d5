import { LRUCache } from 'lru-cache';

/** Ask once for all who want to know the same within a while. A question that failed is asked anew by the next. */
export class SharedAnswers<T> {
  private readonly answers = new LRUCache<string, { readonly askedAt: number; readonly value: Promise<T> }>({
    max: mostAnswers,
  });

  /**
   * @param now and `maxAge`: milliseconds; an answer is as old as its question
   * @returns the answer, and its age in milliseconds
   */
  async get(
    key: string,
    { now, maxAge }: { readonly now: number; readonly maxAge: number },
    ask: () => Promise<T>,
  ): Promise<{ readonly value: T; readonly age: number }> {
    let answer = this.answers.get(key);
    const age = answer && now - answer.askedAt;
    // Below 0: the clock was set back, and it can't be known.
    if (!answer || age === undefined || age < 0 || age > maxAge) {
      answer = { askedAt: now, value: ask() };
      this.answers.set(key, answer);
    }
    try {
      return { value: await answer.value, age: now - answer.askedAt };
    } catch (error) {
      if (this.answers.get(key) === answer) this.answers.delete(key);
      throw error;
    }
  }
}

/** A worker that serves more instances, or more hours of operation, asks more often. */
const mostAnswers = 200;
