import { history } from './history';
import { latency } from './latency';
import { quota } from './quota';
import type { Benchmark } from './support/benchmark';
import { throughput } from './throughput';

/** In the order in which they run and are printed. */
export const benchmarks: readonly Benchmark[] = [history, latency, throughput, quota];
