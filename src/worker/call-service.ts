import { Client } from '@temporalio/client';
import { Runtime, type Worker } from '@temporalio/worker';
import { BlockedCallers, createActivities } from '../../activities';
import type { Activities } from '../contract/activities';
import { zoneDataAge } from '../domain/hours/zone-data';
import { keepKeyCheck } from '../encryption/check-keys';
import { startContactEvents, type ContactEvents } from '../events';
import { eventLoop, temporalAnswers, type Check, type Health } from '../health';
import { pacedInstances, type PacedInstances } from '../pacing/paced-instances';
import type { CallsWorker } from './calls-worker';
import { createCompanions } from './create-companions';
import { workflowsWork } from './failing-workflows';
import { keysFit } from './keys-fit';
import { missingFor } from './missing-for';
import { describesOfEvents, type OutboundCallsOptions } from './outbound-calls-options';
import { runBeside } from './run-beside';
import { searchAttributesOf } from './search-attributes';
import { whyDead, whyNotWorking } from './worker-state';
import { withoutPlugins } from './without-plugins';

/** Makes calls on one worker: its activities, and what runs beside it. */
export class CallService {
  readonly activities: Activities;
  private readonly blockedCallers: BlockedCallers;
  private readonly checks: { readonly temporal: Check; readonly workflows: Check };
  /** Since the worker runs. */
  private running: Running | undefined;

  /**
   * @param keys to check them later, when all plugins have contributed to the data converter
   * @throws KeyCheckError
   * @throws Error when the settings name a search attribute that the namespace lacks
   */
  static async prepare(
    options: OutboundCallsOptions,
    worker: CallsWorker,
    keys: 'check' | 'check-later',
  ): Promise<CallService> {
    const { connection, namespace = 'default', taskQueue, dataConverter } = worker;
    if (keys === 'check') {
      const client = new Client({ connection: withoutPlugins(connection), namespace, dataConverter });
      await keepKeyCheck({ client, taskQueue });
    }
    const { registered, missing } = await searchAttributesOf(
      connection,
      namespace,
      options.settings?.searchAttributes,
    );
    const { logger } = Runtime.instance();
    for (const sentence of await missingFor(worker, missing)) logger.warn(sentence);
    logZoneDataAge();
    return new CallService(options, worker, keys, registered);
  }

  private constructor(
    private readonly options: OutboundCallsOptions,
    private readonly workerOptions: CallsWorker,
    private readonly keys: 'check' | 'check-later',
    searchAttributes: readonly string[],
  ) {
    const { connection, namespace = 'default', taskQueue } = workerOptions;
    const { quotas, events, settings } = options;
    this.blockedCallers = options.blockedCallers ?? new BlockedCallers();
    this.activities = createActivities({
      ...options,
      blockedCallers: this.blockedCallers,
      settings: { events: events !== undefined, ...settings, searchAttributes },
      ...(quotas === 'off'
        ? {}
        : {
            queuesOf: (instanceId) => this.paced().of(instanceId).queues,
            linesOf: (instanceId, trafficType) => this.paced().of(instanceId).linesFor(trafficType),
          }),
    });
    this.checks = {
      temporal: temporalAnswers(connection, namespace),
      workflows: workflowsWork({ connection, namespace, taskQueue }),
    };
  }

  get isRunning(): boolean {
    return this.running?.isOver === false;
  }

  runs(worker: Worker): boolean {
    return this.isRunning && this.running?.workers[0] === worker;
  }

  get taskQueue(): string {
    return this.workerOptions.taskQueue;
  }

  get health(): Health {
    const { workers = [], isComplete = false, keys, events } = this.running ?? {};
    const isReason = (reason: string | undefined) => reason !== undefined;
    return {
      live: { 'event-loop': eventLoop, workers: () => workers.map(whyDead).find(isReason) },
      ready: {
        workers: () =>
          workers.map(whyNotWorking).find(isReason) ??
          (isComplete ? undefined : `the worker of ${this.taskQueue} has not started yet`),
        ...this.checks,
        ...(keys ? { keys } : {}),
        ...(events ? { 'contact-events': () => events.trouble() } : {}),
      },
      details: {
        'time-zones': zoneDataAge().says,
        'caller-ids': this.blockedCallers.inWords(Date.now()),
      },
    };
  }

  /** Run the worker, and what calls need beside it. */
  async run(worker: Worker, next: (worker: Worker) => Promise<void>): Promise<void> {
    const { options, activities, taskQueue } = this;
    const connection = withoutPlugins(this.workerOptions.connection);
    const { namespace, identity, dataConverter, interceptors, loadedDataConverter } = worker.options;
    const client = new Client({
      connection,
      namespace,
      identity,
      dataConverter,
      interceptors: interceptors.client,
    });
    const running: Running = { workers: [worker], isComplete: false, isOver: false };
    this.running = running;
    running.paced = pacedFor(options, client, taskQueue);
    if (loadedDataConverter.payloadCodecs.length > 0) running.keys = keysFit({ client, taskQueue });
    const instances = running.paced?.all ?? [];
    const lines = instances.flatMap(({ lines, campaignLines }) => [
      lines,
      ...(campaignLines ? [campaignLines] : []),
    ]);
    let eventsStopped: Promise<void> | undefined;
    try {
      await runBeside({
        worker,
        // At once, since `runUntil` stops only a worker that runs, and its work may soon be over.
        running: next(worker),
        create: async (add) => {
          if (this.keys === 'check-later') await keepKeyCheck({ client, taskQueue });
          const common = { ...this.workerOptions, connection };
          await createCompanions({ options, instances, activities, worker, common }, (companion) => {
            running.workers.push(companion.worker);
            add(companion);
          });
          running.events = eventsFor(options, client);
          running.isComplete = true;
        },
        onStopping: () => {
          for (const one of lines) one.leave();
          eventsStopped = running.events?.stop();
        },
      });
    } finally {
      running.isOver = true;
      await Promise.all([eventsStopped, ...lines.map((one) => one.close())]);
    }
  }

  private paced(): PacedInstances {
    const paced = this.running?.paced;
    if (!paced) throw new Error('Activities run only on a worker that runs');
    return paced;
  }
}

/** What exists while the worker runs. */
interface Running {
  paced?: PacedInstances | undefined;
  /** The first is the one that runs the calls. */
  readonly workers: Worker[];
  /** Nothing is missing in `workers` and `events`. */
  isComplete: boolean;
  isOver: boolean;
  /** Only where payloads are encrypted. */
  keys?: Check;
  events?: ContactEvents | undefined;
}

function logZoneDataAge(): void {
  const { says, fix } = zoneDataAge();
  const { logger } = Runtime.instance();
  if (fix === undefined) logger.info(`Time zones: ${says}.`);
  else logger.warn(`Time zones: ${says}. ${fix}`);
}

function pacedFor(
  { quotas, instances }: OutboundCallsOptions,
  client: Client,
  taskQueue: string,
): PacedInstances | undefined {
  return quotas === 'off'
    ? undefined
    : pacedInstances(
        { ...(quotas ? { quotas } : {}), ...(instances ? { instances } : {}) },
        {
          client,
          taskQueue,
          log: (message) => {
            Runtime.instance().logger.warn(message);
          },
        },
      );
}

function eventsFor(
  { events, connect, ...options }: OutboundCallsOptions,
  client: Client,
): ContactEvents | undefined {
  return (
    events &&
    startContactEvents({
      describesPerSecond: describesOfEvents(options),
      log: (line) => {
        Runtime.instance().logger.warn(line);
      },
      ...events,
      client,
      connect,
    })
  );
}
