import { CancellationScope, condition } from '@temporalio/workflow';

/** Work that is cancelled as soon as something has come to be. */
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
