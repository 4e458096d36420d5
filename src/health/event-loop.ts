import { watchProcessPauses, type ProcessPauses } from '../../activities/dial/watch-process-pauses';
import type { Check } from './health';

/**
 * Has this process been at work of late? While it stands still it answers no probe; one that stands still again and again
 * (out of memory, or given no processor) may answer between two standstills, and says so here.
 */
export const eventLoop: Check = () => {
  watch ??= watchProcessPauses({ rememberedForMs: rememberedSeconds * 1000 });
  return watch.wasRecent()
    ? `the process stood still for more than 5 seconds within the last ${rememberedSeconds}`
    : undefined;
};

/** There is one event loop in a process. */
let watch: Pick<ProcessPauses, 'wasRecent'> | undefined;

/** Short enough that a machine that slept once is not restarted for it: that takes several probes in a row. */
const rememberedSeconds = 10;
