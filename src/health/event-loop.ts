import { watchStandstill, type Standstill } from '../../activities/dial/standstill';
import type { Check } from './health';

/**
 * Fails after a process pause. A paused process answers no probe; one that pauses repeatedly (out of memory, or without
 * processor time) may answer between two pauses, and this check reports them.
 */
export const eventLoop: Check = () => {
  watch ??= watchStandstill({ rememberedFor: rememberedSeconds * 1000 });
  return watch.wasRecent()
    ? `the process was paused for more than 5 seconds within the last ${rememberedSeconds} seconds`
    : undefined;
};

/** One per process, because there is one event loop. */
let watch: Pick<Standstill, 'wasRecent'> | undefined;

/** Short, so that one pause (a machine that slept) fails fewer probes than it takes for a restart. */
const rememberedSeconds = 10;
