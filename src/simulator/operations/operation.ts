import type { World } from '../world';

/** One API operation of Amazon Connect. */
export interface Operation<Name extends string = string> {
  readonly name: Name;
  readonly method: 'DELETE' | 'GET' | 'POST' | 'PUT';
  /** Path with `:Label` for each URI member. */
  readonly path: string;
  /** Carries out the request synchronously. @returns the response body @throws ServiceError to refuse the request */
  answer(request: OperationRequest, world: World): object;
}

export interface OperationRequest {
  /** URI members, percent-decoded. */
  readonly labels: Readonly<Record<string, string>>;
  /** Query members. */
  readonly query: Readonly<Record<string, string>>;
  /** The raw body. */
  readonly body: string;
  /** Milliseconds since the epoch, on the simulator's clock. */
  readonly now: number;
}
