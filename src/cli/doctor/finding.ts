/** One thing that was looked at. */
export interface Finding {
  readonly what: string;
  /**
   * `wrong`: calls cannot run, or it can't be told whether they can. `warning`: they can, or only demonstrations and
   * tests can't.
   */
  readonly verdict: 'ok' | 'warning' | 'wrong';
  readonly says: string;
  readonly mend?: string;
}
