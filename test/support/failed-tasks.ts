import type { temporal } from '@temporalio/proto';

/**
 * Why workflow tasks of a history failed. One that would have ended the run while a message arrived is left out: the server has it done
 * again with the message (`UnhandledCommand`).
 */
export function failedTasks({ events }: temporal.api.history.v1.IHistory): string[] {
  return (events ?? []).flatMap(({ workflowTaskFailedEventAttributes: failed }) => {
    const why = failed?.failure?.message ?? undefined;
    return why === undefined || why === 'UnhandledCommand' ? [] : [why];
  });
}
