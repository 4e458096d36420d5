/** A fault or an act of a storm. Instants are milliseconds since the epoch. */
export interface Happening {
  readonly at: number;
  /** Its end. */
  readonly until: number;
  readonly what: string;
  readonly detail: string;
  /** The call, for an act. */
  readonly workflowId?: string | undefined;
  /** Whether it took place: a worker that is down can't be killed. */
  readonly done: boolean;
  /** Calls (workflow IDs) of which a worker had a dial under way when the act was confirmed; only of acts that stop dials. */
  readonly dialing?: readonly string[] | undefined;
}

/** An act that took place. */
export interface Confirmed extends Pick<Happening, 'dialing'> {
  /** In place of the planned detail. */
  readonly detail?: string | undefined;
}

/** The faults and acts of a run, in order of their ends. */
export class Chronicle {
  readonly happenings: Happening[] = [];

  /** Record an act that has just taken place. */
  note(act: Pick<Happening, 'at' | 'what' | 'detail' | 'workflowId'>): void {
    this.happenings.push({ ...act, until: Date.now(), done: true });
  }

  /** Run and record a fault or an act. If it fails, it is recorded as not done. */
  async during(
    { what, detail, workflowId }: Pick<Happening, 'what' | 'detail' | 'workflowId'>,
    work: () => Promise<boolean | Confirmed>,
  ): Promise<void> {
    const at = Date.now();
    const outcome = await work().then(
      (done) => (typeof done === 'boolean' ? { done, detail } : { done: true, detail, ...done }),
      (error: unknown) => ({ done: false, detail: `${detail}: ${String(error)}` }),
    );
    this.happenings.push({ at, until: Date.now(), what, workflowId, ...outcome });
  }
}
