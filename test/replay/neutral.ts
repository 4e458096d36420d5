/**
 * A history without data of the machine that recorded it: process IDs, host names and paths. Nothing of it
 * has a part in a replay.
 */
export function neutral(historyJson: string): string {
  const history: unknown = JSON.parse(historyJson, (key, value: unknown) => {
    if (key === 'identity') return 'recorded';
    if (key === 'stackTrace') return undefined;
    return isStickyQueue(value) ? { ...value, name: 'sticky' } : value;
  });
  return JSON.stringify(history);
}

/** Named after the worker's process. */
function isStickyQueue(value: unknown): value is { readonly kind: string } {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'TASK_QUEUE_KIND_STICKY'
  );
}
