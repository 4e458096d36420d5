import { CancellationScope, condition } from '@temporalio/workflow';

/** Run work, and cancel it as soon as the condition holds. */
export async function workUntil<T>(hasComeToBe: () => boolean, work: () => Promise<T>): Promise<T> {
  const working = new CancellationScope();
  const watching = new CancellationScope();
  void watching
    .run(() => condition(hasComeToBe))
    .then(
      () => {
        working.cancel();
      },
      () => undefined,
    );
  try {
    return await working.run(work);
  } finally {
    watching.cancel();
  }
}
