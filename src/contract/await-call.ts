import type { OutboundCallInput } from '../domain/call/call';

export interface AwaitCallInput {
  readonly workflowId: string;
  /** What the call must have been started with. */
  readonly request: OutboundCallInput;
}
