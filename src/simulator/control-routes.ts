import { Hono } from 'hono';
import { z } from 'zod';
import { e164Schema } from './e164';
import type { EventCounts } from './events/pump';
import { faultSchema } from './fault-schema';
import { scriptSchema } from './script';
import type { Simulation } from './simulation';
import { throttleSettingsSchema } from './throttles';

/** The simulator's control API under `/_simulator`: scripts, faults, throttles, and the actual dials and contacts. */
export function controlRoutes(simulation: Simulation, events: () => EventCounts | undefined): Hono {
  const routes = new Hono();
  routes.get('/health', async (c) =>
    c.json({
      status: 'ok',
      instanceId: simulation.seed.instances[0]?.instanceId,
      now: await simulation.clock(),
    }),
  );
  routes.put('/destinations/:e164', async (c) => {
    const e164 = e164Schema.safeParse(c.req.param('e164'));
    if (!e164.success) return refuse(e164.error);
    const script = jsonOf(scriptSchema).safeParse(await c.req.text());
    if (!script.success) return refuse(script.error);
    simulation.exchange.script(e164.data, script.data);
    return c.json({ destinationPhoneNumber: e164.data, ...script.data });
  });
  routes.get('/dials', (c) => c.json({ dials: simulation.exchange.dials() }));
  routes.get('/contacts', async (c) => c.json({ contacts: await simulation.contacts() }));
  routes.get('/faults', (c) => c.json({ faults: simulation.faults.pending() }));
  routes.post('/faults', async (c) => {
    const fault = jsonOf(faultSchema).safeParse(await c.req.text());
    if (!fault.success) return refuse(fault.error);
    simulation.faults.add(fault.data);
    return c.json({ faults: simulation.faults.pending() }, 201);
  });
  routes.delete('/faults', (c) => {
    simulation.faults.clear();
    return c.body(null, 204);
  });
  routes.get('/throttles', (c) => c.json({ throttles: simulation.throttles.current() }));
  routes.put('/throttles', async (c) => {
    const settings = jsonOf(throttleSettingsSchema).safeParse(await c.req.text());
    if (!settings.success) return refuse(settings.error);
    simulation.throttles.set(settings.data);
    return c.json({ throttles: simulation.throttles.current() });
  });
  routes.get('/requests', (c) => c.json({ requests: simulation.requests.counts() }));
  routes.get('/events', (c) => c.json({ events: events() ?? null }));
  routes.delete('/', (c) => {
    simulation.reset();
    return c.body(null, 204);
  });
  routes.all('*', (c) => c.json({ error: `The simulator has no ${c.req.method} ${c.req.path}` }, 404));
  return routes;
}

/** Parses JSON text with a schema. */
function jsonOf<T>(schema: z.ZodType<T>) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('The body is not JSON');
        return z.NEVER;
      }
    })
    .pipe(schema);
}

function refuse(error: z.ZodError): Response {
  return Response.json({ error: z.prettifyError(error) }, { status: 400 });
}
