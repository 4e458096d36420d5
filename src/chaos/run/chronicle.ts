/** Something that was done to the calls or the machines in a storm. Instants are milliseconds since the epoch. */
export interface Happening {
  readonly at: number;
  /** When it was over; the same as `at` for what takes no time. */
  readonly until: number;
  readonly what: string;
  readonly detail: string;
  /** The call that it was done to. */
  readonly workflowId?: string | undefined;
  /** Did it take place? A worker can't be killed that is not there. */
  readonly done: boolean;
}

/** What happened in a run, as it happened. */
export class Chronicle {
  readonly happenings: Happening[] = [];

  /** Do something and write it down. A failure of it is no failure of the storm: it did not take place. */
  async during(
    { what, detail, workflowId }: Pick<Happening, 'what' | 'detail' | 'workflowId'>,
    work: () => Promise<boolean>,
  ): Promise<void> {
    const at = Date.now();
    const outcome = await work().then(
      (done) => ({ done, detail }),
      (error: unknown) => ({ done: false, detail: `${detail}: ${String(error)}` }),
    );
    this.happenings.push({ at, until: Date.now(), what, workflowId, ...outcome });
  }
}
