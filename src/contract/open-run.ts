/** Whether a run has not ended. Temporal's Workflow Pause gives such a run another status than `RUNNING`. */
export function isOpen({ status }: { readonly status: { readonly name: string } }): boolean {
  return status.name === 'RUNNING' || status.name === 'PAUSED';
}
