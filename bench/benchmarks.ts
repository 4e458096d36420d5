import { actions } from './actions';
import { deciding } from './deciding';
import { ending } from './ending';
import { history } from './history';
import { latency } from './latency';
import { quota } from './quota';
import { scale } from './scale';
import { simulator } from './simulator';
import { sizes } from './sizes';
import type { Benchmark } from './support/benchmark';
import { throughput } from './throughput';
import { waiting } from './waiting';

/** In the order of runs and output. */
export const benchmarks: readonly Benchmark[] = [
  history,
  actions,
  latency,
  throughput,
  quota,
  ending,
  waiting,
  scale,
  sizes,
  deciding,
  simulator,
];
