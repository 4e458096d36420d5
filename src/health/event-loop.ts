import { watchProcessPauses, type ProcessPauses } from '../../activities/memory/watch-process-pauses';
import type { Check } from './health';

/**
 * Fails after a process pause. A paused process answers no probe; one that pauses repeatedly (out of memory, or without
 * processor time) may answer between two pauses, and this check reports them.
 */
export const eventLoop: Check = () => {
  watch ??= watchProcessPauses({ rememberedForMs: rememberedSeconds * 1000 });
  return watch.wasRecent()
    ? `the process was paused for more than 5 seconds within the last ${rememberedSeconds} seconds`
    : undefined;
};

/** There is one event loop in a process. */
let watch: Pick<ProcessPauses, 'wasRecent'> | undefined;

/** Short, so that one pause (a machine that slept) fails fewer probes than it takes for a restart. */
const rememberedSeconds = 10;
