import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type Context } from 'hono';
import { ServiceError, unknownOperation } from './errors';
import { limitedBody, localOnly } from './local-only';
import { operations, type OperationName } from './operations';
import type { Operation } from './operations/operation';
import type { Outcome } from './request-outcome';
import type { Simulation } from './simulation';
import { refusal, type Answer } from './wire';

type Bound = { Bindings: HttpBindings };

/** Amazon Connect's API. What is refused here is also refused by the routes that are added later. */
export function serviceRoutes(simulation: Simulation): Hono<Bound> {
  const routes = new Hono<Bound>();
  routes.use(localOnly, limitedBody);
  for (const operation of operations) {
    routes.on(operation.method, operation.path, (c) => serve(c, operation, simulation));
  }
  routes.onError((error) => send(refusal(new ServiceError('InternalFailure', 500, error.message))));
  routes.notFound((c) => send(refusal(unknownOperation(c.req.method, c.req.path))));
  return routes;
}

async function serve(
  c: Context<Bound>,
  operation: Operation<OperationName>,
  simulation: Simulation,
): Promise<Response> {
  const body = await c.req.text();
  const now = await simulation.clock();
  // No await until the request is carried out: a request is one atomic step.
  const outcome = simulation.serve(operation, { labels: c.req.param(), query: c.req.query(), body, now });
  return carryOut(outcome, c.env);
}

async function carryOut(outcome: Outcome, { incoming, outgoing }: HttpBindings): Promise<Response> {
  switch (outcome.kind) {
    case 'answer':
      if (outcome.afterMs > 0) {
        await delay(outcome.afterMs, undefined, { ref: false });
      }
      return send(outcome.answer);
    case 'drop':
      incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    case 'hang':
      await once(outgoing, 'close');
      return RESPONSE_ALREADY_SENT;
  }
}

function send({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers });
}
