import type { OutboundCall } from './contact';

/** One real ring of one phone: the ground truth against which "never twice" is checked. */
export interface Dial {
  readonly contactId: string;
  /** The request's ClientToken, if any. */
  readonly clientToken?: string | undefined;
  readonly destinationPhoneNumber: string;
  /** The queue that the request named. */
  readonly queueId?: string | undefined;
  /** The number that the person saw: the request's own, else its queue's. */
  readonly sourcePhoneNumber: string;
  readonly contactFlowId: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Simulated time, milliseconds since the epoch. */
  readonly at: number;
}

export function dialOf(
  contactId: string,
  call: OutboundCall,
  clientToken: string | undefined,
  at: number,
): Dial {
  const { destinationPhoneNumber, queueId, sourcePhoneNumber, contactFlowId, attributes } = call;
  return {
    contactId,
    clientToken,
    destinationPhoneNumber,
    queueId,
    sourcePhoneNumber,
    contactFlowId,
    attributes,
    at,
  };
}
