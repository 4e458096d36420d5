import type { QueryDefinition, SignalDefinition, UpdateDefinition } from '@temporalio/common';
import { bytesOf, Misshapen, type Shape } from './shape';

/*
 * What `defineQuery`, `defineSignal` and `defineUpdate` of `@temporalio/workflow` do, for code that does not run in a workflow: a
 * backend that starts calls need not install that package. The types carry arguments and result that no value has, hence the casts.
 */

/** How a handler reads what it was sent. */
export interface Readable<Args extends readonly unknown[]> {
  /** @throws Misshapen */
  readonly read: (given: readonly unknown[]) => Args;
}

export type QueryMessage<Result, Args extends unknown[] = []> = QueryDefinition<Result, Args> &
  Readable<Args>;
export type SignalMessage<Args extends unknown[] = []> = SignalDefinition<Args> & Readable<Args>;
export type UpdateMessage<Result, Args extends unknown[] = []> = UpdateDefinition<Result, Args> &
  Readable<Args>;

/** What a message's argument looks like, and how large it may be. */
export interface Argument<T> {
  readonly shape: Shape<T>;
  /** As JSON. @default 64 KiB */
  readonly mostBytes?: number;
}

export function query<Result>(name: string): QueryMessage<Result>;
export function query<Result, Arg>(name: string, argument: Argument<Arg>): QueryMessage<Result, [Arg]>;
export function query(name: string, argument?: Argument<unknown>) {
  return { type: 'query', name, read: readerOf(argument) } as unknown as QueryMessage<unknown, unknown[]>;
}

export function signal<Arg>(name: string, argument: Argument<Arg>): SignalMessage<[Arg]> {
  return { type: 'signal', name, read: readerOf(argument) } as unknown as SignalMessage<[Arg]>;
}

export function update<Result>(name: string): UpdateMessage<Result>;
export function update<Result, Arg>(name: string, argument: Argument<Arg>): UpdateMessage<Result, [Arg]>;
export function update(name: string, argument?: Argument<unknown>) {
  return { type: 'update', name, read: readerOf(argument) } as unknown as UpdateMessage<unknown, unknown[]>;
}

/** Further arguments are ignored. */
function readerOf(argument: Argument<unknown> | undefined): (given: readonly unknown[]) => unknown[] {
  if (!argument) return () => [];
  const { shape, mostBytes = defaultMostBytes } = argument;
  return ([given]) => {
    if (bytesOf(given) > mostBytes) throw new Misshapen('', `have at most ${mostBytes} bytes as JSON`);
    return [shape(given, '')];
  };
}

const defaultMostBytes = 64 * 1024;
