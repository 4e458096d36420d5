/** The result of one check. */
export interface Finding {
  readonly what: string;
  /** `wrong`: calls can't run, or it is unknown whether they can. `warning`: calls can run; demonstrations or tests may not. */
  readonly verdict: 'ok' | 'warning' | 'wrong';
  /** What was found, without the subject: `what` names it. */
  readonly says: string;
  /** How to fix it. Absent when `verdict` is `ok`. */
  readonly fix?: string;
}
