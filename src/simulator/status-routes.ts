import { Hono } from 'hono';
import { contactAt, requestOf, type ContactSnapshot } from './contact';
import type { EventCounts } from './events/pump';
import type { Simulation } from './simulation';
import { statusPage } from './status-page';

/** Rows per table of the page: limited, whatever the load. */
const shown = { live: 60, dials: 12, faults: 12 };

/** The status page and its data. */
export function statusRoutes(simulation: Simulation, events: () => EventCounts | undefined): Hono {
  const routes = new Hono();
  routes.get('/', (c) =>
    c.html(statusPage, 200, {
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:",
    }),
  );
  routes.get('/_simulator/status', async (c) => {
    const now = await simulation.settledNow();
    const { exchange, seed } = simulation;
    const live = exchange.liveContacts(now).map((contact) => contactAt(contact, now));
    return c.json({
      now,
      region: seed.region,
      instances: seed.instances.map(
        ({ instanceId, concurrentCalls, concurrentCampaignCalls = 0, queues }) => ({
          instanceId,
          concurrentCalls,
          concurrentCampaignCalls,
          queues: queues.map(({ queueId, name, status, agents }) => ({
            queueId,
            name,
            status,
            agents,
            ...countsIn(live, instanceId, queueId),
          })),
        }),
      ),
      contacts: exchange.contactCount,
      dialCount: exchange.dialCount,
      liveCount: live.length,
      phases: countBy(live.map(({ phase }) => phase)),
      live: live.slice(-shown.live).reverse().map(liveRow),
      dials: exchange
        .dials(shown.dials)
        .reverse()
        .map((dial) => ({
          at: dial.at,
          contactId: dial.contactId,
          destinationPhoneNumber: dial.destinationPhoneNumber,
          sourcePhoneNumber: dial.sourcePhoneNumber,
          became: resultOf(simulation, dial.contactId, now),
        })),
      faults: simulation.faults.pending(),
      hits: simulation.faultHits().slice(-shown.faults).reverse(),
      requests: simulation.requests.counts(),
      events: events() ?? null,
    });
  });
  return routes;
}

function liveRow(contact: ContactSnapshot) {
  const { contactId, phase, past, channel, queueId } = contact;
  return {
    contactId,
    phase,
    channel,
    queueId,
    since: past.initiatedAt,
    subject: channel === 'VOICE' ? contact.call.destinationPhoneNumber : (contact.task.name ?? ''),
  };
}

function countsIn(live: readonly ContactSnapshot[], instanceId: string, queueId: string) {
  const here = live.filter(
    (contact) => contact.queueId === queueId && requestOf(contact).instanceId === instanceId,
  );
  return {
    waiting: here.filter(({ phase }) => phase === 'queued').length,
    talking: here.filter(({ phase }) => phase === 'with-agent').length,
  };
}

function resultOf({ exchange }: Simulation, contactId: string, now: number): string | undefined {
  const contact = exchange.contactById(contactId);
  if (!contact) return undefined;
  const { phase, past } = contactAt(contact, now);
  return past.ended?.reason ?? phase;
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
