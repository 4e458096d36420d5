/** Contact attributes that identify the call and attempt. A user's attribute with such a name is refused. */
export const ReservedAttribute = {
  WorkflowId: 'outboundCallWorkflowId',
  AttemptId: 'outboundCallAttemptId',
} as const;
