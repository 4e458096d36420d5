import { devNull } from 'node:os';
import { TypedSearchAttributes, type SearchAttributeType } from '@temporalio/common';
import { spawnGuarded, type Exit } from './guarded-process';
import { keepLastOutput, tellsOfCrash, watchFor } from './last-output';
import { freePorts, isPortFree } from './ports';
import { silently, type Report } from './report';
import { describeExit } from './run-command';
import { findTemporalCli, withoutTemporal } from './temporal-cli';
import { whenReady } from './temporal-ready';

const LOOPBACK = '127.0.0.1';
const WELL_KNOWN_PORT = 7233;
const WELL_KNOWN_UI_PORT = 8233;

/** How long a server with a database file may take to close it. */
const STOP_GRACE_MS = 10_000;

/** How often a start is tried that failed for what the next one may not meet. */
const STARTS = 3;

export type TemporalServerOptions = {
  /** Port of the frontend. @default a free one */
  readonly port?: number | undefined;
  /** Port of the UI. @default a free one */
  readonly uiPort?: number | undefined;
  /** Take 7233 and 8233, which people and tools expect, where they are free and no port is given. @default false */
  readonly preferWellKnownPorts?: boolean | undefined;
  /** Serve the Temporal UI. @default true */
  readonly ui?: boolean | undefined;
  /** SQLite file that keeps everything over restarts. @default in memory */
  readonly dbFile?: string | undefined;
  /** @default "default" */
  readonly namespace?: string | undefined;
  /** Registered in the namespace before the server counts as ready. @default none */
  readonly searchAttributes?:
    readonly { readonly name: string; readonly type: SearchAttributeType }[] | undefined;
  /** @default "warn" */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'never' | undefined;
  /** A Temporal CLI. @default what `findTemporalCli` finds */
  readonly executable?: string | undefined;
  /** Told each try to find the executable, and where the server is. @default nobody */
  readonly report?: Report | undefined;
  /** What the server inherits, without TEMPORAL_*. @default process.env */
  readonly env?: NodeJS.ProcessEnv | undefined;
};

export type TemporalServer = {
  /** `127.0.0.1:<port>` */
  readonly address: string;
  /** `http://127.0.0.1:<port>`; undefined without the UI. */
  readonly uiUrl: string | undefined;
  readonly namespace: string;
  readonly pid: number;
  /** Resolves when the server has ended, whoever ended it. Never rejects. */
  readonly exited: Promise<Exit>;
  /** The last few thousand characters that the server printed. */
  lastOutput(): string;
  /** End it: gently for 10 s where a database file is to be closed, then by force. Resolves when it is gone. */
  stop(): Promise<void>;
  /** Send a signal, SIGKILL by default, as a crash would. */
  kill(signal?: NodeJS.Signals): void;
};

/**
 * Start Temporal's development server on loopback and wait until its namespace and search attributes answer. It does not
 * outlive this process, and nothing in the environment or in a Temporal configuration file changes it. A start in which it
 * crashes, or finds a port taken that nobody gave, is tried again, three times in all.
 *
 * @throws Error with the server's last output when it ends early or is not ready within 60 s
 */
export async function startTemporalServer(options: TemporalServerOptions = {}): Promise<TemporalServer> {
  const { report = silently, env = process.env } = options;
  const executable = options.executable ?? (await findTemporalCli({ report: options.report, env }));
  for (let attempt = 1; ; attempt += 1) {
    const ports = await choosePorts(options);
    try {
      return await startOn(ports, executable, options);
    } catch (error) {
      if (!mayGoBetter(error, options) || attempt === STARTS) throw error;
      report(`${error.message}\nStarting it again.`);
    }
  }
}

function mayGoBetter(error: unknown, { port, uiPort }: TemporalServerOptions): error is Error {
  if (error instanceof CrashedError) return true;
  // Between our look and its start another process may take a free port; the server has some that only it knows of.
  return (
    error instanceof PortTakenError && (error.port === undefined || ![port, uiPort].includes(error.port))
  );
}

type Ports = { readonly port: number; readonly uiPort: number };

async function choosePorts(options: TemporalServerOptions): Promise<Ports> {
  const [freePort = 0, freeUiPort = 0] = await freePorts(2);
  const choose = async (given: number | undefined, wellKnown: number, free: number) => {
    if (given !== undefined) return given;
    return options.preferWellKnownPorts === true && (await isPortFree(wellKnown)) ? wellKnown : free;
  };
  return {
    port: await choose(options.port, WELL_KNOWN_PORT, freePort),
    uiPort: await choose(options.uiPort, WELL_KNOWN_UI_PORT, freeUiPort),
  };
}

/** The server panicked before it was ready: seen once in some thousand starts. */
class CrashedError extends Error {}

class PortTakenError extends Error {
  /** Undefined where the server says that it is one of its ports, but not which. */
  readonly port: number | undefined;
  constructor(message: string, options: ErrorOptions & { readonly port?: number } = {}) {
    super(message, options);
    this.port = options.port;
  }
}
/** What the server prints once its ports are its own. */
const LISTENS = /Server: +\S+:\d+/;
const PORT_TAKEN = /can't (?:set|use default) .*port|address already in use/;

async function startOn(
  { port, uiPort }: Ports,
  executable: string,
  options: TemporalServerOptions,
): Promise<TemporalServer> {
  const { namespace = 'default', ui = true, searchAttributes = [], report = silently } = options;
  for (const wanted of ui ? [port, uiPort] : [port]) {
    // Another Temporal there would answer in the name of ours.
    if (!(await isPortFree(wanted))) throw new PortTakenError(`Port ${wanted} is in use.`, { port: wanted });
  }
  const address = `${LOOPBACK}:${port}`;
  const child = await spawnGuarded(executable, serverArguments({ port, uiPort }, options), {
    env: withoutTemporal(options.env ?? process.env),
  });
  const lastOutput = keepLastOutput(child.stdout, child.stderr);
  const listens = watchFor(LISTENS, child.stdout);
  const waiting = new AbortController();
  const early = child.exited.then((exit) => {
    throw new Error(`it ended: ${describeExit(exit)}`);
  });
  // It does end some day, and then nobody waits here any more.
  early.catch(() => undefined);
  try {
    const names = searchAttributes.map(({ name }) => name);
    await Promise.race([early, whenReady({ address, namespace, names, listens }, waiting.signal)]);
  } catch (error) {
    child.kill('SIGKILL');
    await child.exited;
    const reason = error instanceof Error ? error.message : String(error);
    const output = lastOutput();
    const message = `The Temporal server (${executable}) did not come up: ${reason}. Its last output:\n${output}`;
    if (PORT_TAKEN.test(output)) throw new PortTakenError(message, { cause: error });
    throw new (tellsOfCrash(output) ? CrashedError : Error)(message, { cause: error });
  } finally {
    waiting.abort();
  }
  const uiUrl = ui ? `http://${LOOPBACK}:${uiPort}` : undefined;
  report(`Temporal is up at ${address}${uiUrl === undefined ? '' : `, its UI at ${uiUrl}`}`);
  return {
    address,
    uiUrl,
    namespace,
    pid: child.pid,
    exited: child.exited,
    lastOutput,
    kill: (signal = 'SIGKILL') => {
      child.kill(signal);
    },
    stop: async () => {
      // Without a file there is nothing to lose, and its leave-taking would only cost time.
      child.kill(options.dbFile === undefined ? 'SIGKILL' : 'SIGTERM');
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
      }, STOP_GRACE_MS);
      await child.exited;
      clearTimeout(timer);
    },
  };
}

function serverArguments({ port, uiPort }: Ports, options: TemporalServerOptions): string[] {
  const { ui = true, dbFile, namespace = 'default', searchAttributes = [], logLevel = 'warn' } = options;
  return [
    ...['server', 'start-dev', '--namespace', namespace, '--log-level', logLevel],
    // What the user's own configuration file sets would count for every flag that is not given here.
    ...['--env-file', devNull, '--disable-config-file'],
    ...['--ip', LOOPBACK, '--port', String(port)],
    ...(ui ? ['--ui-ip', LOOPBACK, '--ui-port', String(uiPort)] : ['--headless']),
    ...(dbFile === undefined ? [] : ['--db-filename', dbFile]),
    // With the default four partitions a task queue's rate limit is met at 0.8 only.
    ...['--dynamic-config-value', 'matching.numTaskqueueReadPartitions=1'],
    ...['--dynamic-config-value', 'matching.numTaskqueueWritePartitions=1'],
    // Priorities and fairness keys of a queue's tasks: Temporal Cloud has them, this server unless told otherwise not.
    ...['--dynamic-config-value', 'matching.useNewMatcher=true'],
    ...['--dynamic-config-value', 'matching.enableFairness=true'],
    // A shard looks for its tasks 20 times a second at most. A real server has hundreds of shards, this one has one: every step
    // of every workflow would wait for up to 50 ms.
    ...['transfer', 'timer', 'visibility'].flatMap((queue) => [
      '--dynamic-config-value',
      `history.${queue}ProcessorMaxPollRPS=1000`,
    ]),
    // A timer that comes after a shard has looked for its timers waits for the rest of a second: hosts' clocks may differ that much.
    ...['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="10ms"'],
    ...searchAttributes.flatMap(({ name, type }) => [
      '--search-attribute',
      `${name}=${TypedSearchAttributes.toMetadataType(type)}`,
    ]),
  ];
}
