import type { ActivityDependencies } from '../../activities';
import { byInstanceId } from '../domain/connect-id';
import { ledgerSchema } from '../domain/ledger/ledger-settings';
import type { ContactEventsOptions } from '../events';
import { shareOfEvents, type PacingOptions } from '../pacing/paced-instances';
import { quotasOf } from '../pacing/quotas';

/** What a worker needs to make calls. */
export interface OutboundCallsOptions
  extends Omit<ActivityDependencies, 'queuesOf' | 'linesOf'>, PacingOptions {
  /**
   * Read Amazon Connect's contact events from an SQS queue while the worker runs, as `outbound events` does in a process of its
   * own. By default it sends half of `quotas.describesPerSecond`, and the workers' polling the other half. @default this process reads no
   * events; `settings.events` says whether another one does
   */
  readonly events?: Omit<ContactEventsOptions, 'client' | 'connect'>;
}

/** @throws ZodError on invalid quotas or ledger settings, TypeError on an instance named twice or by something else than an ID or ARN */
export function checkOptions({ quotas, instances = {}, ledger }: OutboundCallsOptions): void {
  if (quotas !== 'off') quotasOf(quotas);
  for (const [, own] of byInstanceId(instances)) quotasOf(own);
  if (ledger) ledgerSchema.parse(ledger);
}

/** DescribeContact requests a second that the event bridge may send. */
export function describesOfEvents({ quotas }: Pick<OutboundCallsOptions, 'quotas'>): number {
  return quotasOf(quotas === 'off' ? undefined : quotas).describesPerSecond * shareOfEvents;
}
