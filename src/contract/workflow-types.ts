import type { OutboundCallInput } from '../domain/call/call';
import type { AwaitCallInput } from './await-call';
import type { CallResult } from '../domain/call/call-result';
import type { CallState } from '../domain/call/call-state';
import type { Lines } from '../domain/lines';

/** The workflow types of this package. */
export const WorkflowType = {
  Call: 'outboundCall',
  /** Stands for a call that an earlier run of its parent has started. */
  Adoption: 'outboundCallAdoption',
  /** People who are called one after the other. */
  InTurn: 'outboundCallInTurn',
  /** One person's counted attempts over all calls. */
  Ledger: 'outboundCallLedger',
  /** A part of the do-not-call list. */
  OptOuts: 'outboundCallOptOuts',
  /** The lines of one instance. */
  Lines: 'outboundCallLines',
  /** Exists as long as a hold. */
  Hold: 'outboundCallHold',
  /** The dials of one day to one country, where `guard.dialsPerDay` caps them. */
  DailyDials: 'outboundCallDailyDials',
  /** Shows whether a process has the keys of a task queue's workers. */
  KeyCheck: 'outboundCallKeyCheck',
} as const;

/** @param carried the state of the previous run of a long call */
export type OutboundCallWorkflow = (request: OutboundCallInput, carried?: CallState) => Promise<CallResult>;

export type AdoptionWorkflow = (adopted: AwaitCallInput) => Promise<CallResult>;

/** @param lines of the previous run */
export type LinesWorkflow = (lines?: Lines) => Promise<void>;
