/** Returns a sentence when the check fails, or undefined when it passes. A rejection fails with the error's message. */
export type Check = () => string | undefined | Promise<string | undefined>;

/** Checks by name; names are lower case, such as `temporal`. */
export type Checks = Readonly<Record<string, Check>>;

/** Liveness and readiness checks. Plain data: spread it to add your own checks. */
export interface Health {
  /** Liveness: a failure needs a restart. */
  readonly live: Checks;
  /** Readiness: a failure may pass by itself. */
  readonly ready: Checks;
  /** Facts that no check depends on, by name; shown with readiness. @default none */
  readonly details?: Readonly<Record<string, string>>;
}

export interface HealthReport {
  readonly status: 'ok' | 'failing';
  readonly checks: Readonly<Record<string, CheckResult>>;
  readonly details?: Health['details'];
}

export type CheckResult = { readonly status: 'ok' } | { readonly status: 'failing'; readonly reason: string };

/** Run all checks concurrently. */
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
