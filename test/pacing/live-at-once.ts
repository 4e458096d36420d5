import type { Simulator } from '../../src/simulator';

type Contact = Awaited<ReturnType<Simulator['contacts']>>[number];

/** The most contacts that were live at one moment. */
export function liveAtOnce(contacts: readonly Contact[]): number {
  const changes = contacts
    .flatMap(({ past: { initiatedAt, ended } }) => [
      { at: initiatedAt, by: 1 },
      { at: ended?.at ?? Number.POSITIVE_INFINITY, by: -1 },
    ])
    // What ends at the instant at which another begins has made room for it.
    .sort((a, b) => a.at - b.at || a.by - b.by);
  let live = 0;
  return changes.reduce((most, { by }) => Math.max(most, (live += by)), 0);
}
