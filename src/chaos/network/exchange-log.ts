import { ReservedAttribute } from '../../domain/reserved-contact-attributes';
import type { Tap } from './link';

/** A request to Amazon Connect, as seen on the network. */
export interface Exchange {
  /** When it was sent, milliseconds since the epoch. */
  readonly at: number;
  readonly worker: number;
  readonly operation: 'dial' | 'describe' | 'stop' | 'other';
  /** For a dial: the call and the attempt in its attributes. */
  readonly workflowId: string | undefined;
  readonly attemptId: string | undefined;
  /** When the response passed the tap. */
  readonly answeredAt: number | undefined;
  /** `refused`: an error response, so Amazon Connect did nothing. `lost`: no complete response passed. */
  readonly fate: 'answered' | 'refused' | 'lost';
}

/** Records the requests between workers and Amazon Connect, and which responses were lost. */
export class ExchangeLog {
  readonly exchanges: Exchange[] = [];
  private readonly interceptions = new Map<number, () => void>();

  /** Drop the next response to a dial of this worker, and call `onDrop` instead. */
  interceptDialAnswer(worker: number, onDrop: () => void): void {
    this.interceptions.set(worker, onDrop);
  }

  forgetInterception(worker: number): void {
    this.interceptions.delete(worker);
  }

  /** A tap for one connection of the worker. */
  tap(worker: number): Tap {
    let index = -1;
    let request = '';
    let answer = '';
    return {
      request: (chunk) => {
        if (index < 0 || answer !== '') {
          index = this.exchanges.push(lostExchange(worker)) - 1;
          request = '';
          answer = '';
        }
        request += chunk.toString('latin1');
        this.update(index, {
          operation: operationOf(request),
          workflowId: memberOf(request, workflowIdMember),
          attemptId: memberOf(request, attemptIdMember),
        });
      },
      answer: (chunk) => {
        const exchange = this.exchanges[index];
        const isFirst = answer === '';
        answer += chunk.toString('latin1');
        const intercepted = isFirst && exchange?.operation === 'dial' && this.interceptions.get(worker);
        if (intercepted) {
          this.interceptions.delete(worker);
          intercepted();
          return false;
        }
        this.update(index, {
          answeredAt: Date.now(),
          fate: fateOf(exchange?.operation ?? 'other', answer),
        });
        return true;
      },
    };
  }

  private update(index: number, changes: Partial<Exchange>): void {
    const exchange = this.exchanges[index];
    if (exchange) this.exchanges[index] = { ...exchange, ...changes };
  }
}

/** The state before the response passes. */
function lostExchange(worker: number): Exchange {
  return {
    at: Date.now(),
    worker,
    operation: 'other',
    workflowId: undefined,
    attemptId: undefined,
    answeredAt: undefined,
    fate: 'lost',
  };
}

function operationOf(request: string): Exchange['operation'] {
  if (request.startsWith('PUT /contact/outbound-voice')) return 'dial';
  if (request.startsWith('GET /contacts/')) return 'describe';
  return request.startsWith('POST /contact/stop') ? 'stop' : 'other';
}

const workflowIdMember = new RegExp(`"${ReservedAttribute.WorkflowId}":"([^"]+)"`);
const attemptIdMember = new RegExp(`"${ReservedAttribute.AttemptId}":"([^"]+)"`);

function memberOf(request: string, member: RegExp): string | undefined {
  return member.exec(request)?.[1];
}

function fateOf(operation: Exchange['operation'], answer: string): Exchange['fate'] {
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
  // A client can't use half of an error response.
  if (status >= 400 && status < 500) return /\}\s*$/.test(answer) ? 'refused' : 'lost';
  if (status !== 200) return 'lost';
  return operation === 'dial' && !/"ContactId":"[^"]+"/.test(answer) ? 'lost' : 'answered';
}
