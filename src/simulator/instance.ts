const region = 'us-east-1';
const accountId = '111122223333';
const instanceId = 'aaaaaaaa-0000-4000-8000-000000000001';

/**
 * The Amazon Connect instance of a simulator without a seed. Requests with other identifiers get
 * `ResourceNotFoundException`. The phone numbers are in the range reserved for fiction (555-01xx).
 */
export const simulatedInstance = {
  region,
  accountId,
  instanceId,
  instanceArn: `arn:aws:connect:${region}:${accountId}:instance/${instanceId}`,
  /** A flow that greets the person and transfers to `queues[0]`, unless the request names another queue. */
  contactFlowId: 'bbbbbbbb-0000-4000-8000-000000000001',
  /** Each queue with the number that its calls show. */
  queues: [
    { queueId: 'cccccccc-0000-4000-8000-000000000001', outboundNumber: '+12065550190' },
    { queueId: 'cccccccc-0000-4000-8000-000000000002', outboundNumber: '+12065550191' },
  ],
  /** Numbers claimed by the instance, usable as `SourcePhoneNumber`. */
  sourcePhoneNumbers: [
    '+12065550190',
    '+12065550191',
    '+12065550192',
    '+12065550193',
    '+12065550194',
    '+12065550195',
    '+12065550196',
    '+12065550197',
    '+12065550198',
    '+12065550199',
  ],
  /** The one agent, who answers every contact that reaches a queue. */
  agentId: 'dddddddd-0000-4000-8000-000000000001',
} as const;
