/** Contact attributes that name the call; a user's attribute of these names is refused. */
export const ReservedAttribute = {
  WorkflowId: 'outboundCallWorkflowId',
  AttemptId: 'outboundCallAttemptId',
} as const;
