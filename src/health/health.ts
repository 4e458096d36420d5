/** Says in a sentence why something is not well, or nothing when it is. One that rejects is not well, for the error's message. */
export type Check = () => string | undefined | Promise<string | undefined>;

/** Checks by what people see of them: lower case, as in `temporal`. */
export type Checks = Readonly<Record<string, Check>>;

/** What an orchestrator asks of a process. Plain data: spread it to add checks of your own. */
export interface Health {
  /** Is it worth keeping? What fails here is mended by nothing but a restart. */
  readonly live: Checks;
  /** Can it work at present? What fails here may pass by itself. */
  readonly ready: Checks;
}

export interface HealthReport {
  readonly status: 'ok' | 'failing';
  readonly checks: Readonly<Record<string, CheckResult>>;
}

export type CheckResult = { readonly status: 'ok' } | { readonly status: 'failing'; readonly reason: string };

/** Make all the checks, side by side. */
export async function examine(checks: Checks): Promise<HealthReport> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await resultOf(check)] as const),
  );
  const isFailing = results.some(([, { status }]) => status === 'failing');
  return { status: isFailing ? 'failing' : 'ok', checks: Object.fromEntries(results) };
}

async function resultOf(check: Check): Promise<CheckResult> {
  try {
    const reason = await check();
    return reason === undefined ? { status: 'ok' } : { status: 'failing', reason };
  } catch (error) {
    return { status: 'failing', reason: error instanceof Error ? error.message : String(error) };
  }
}
