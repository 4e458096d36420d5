import { devNull } from 'node:os';
import { TypedSearchAttributes, type SearchAttributeType } from '@temporalio/common';
import { spawnGuarded, type Exit } from './guarded-process';
import { isCrashOutput, keepLastOutput, watchFor } from './last-output';
import { freePorts, isPortFree } from './ports';
import { silently, type Report } from './report';
import { describeExit } from './run-command';
import { findTemporalCli } from './temporal-cli';
import { whenReady } from './temporal-ready';

const LOOPBACK = '127.0.0.1';
const WELL_KNOWN_PORT = 7233;
const WELL_KNOWN_UI_PORT = 8233;

/** Time for a server to close its database file. */
const STOP_GRACE_MS = 10_000;

/** Attempts after failures that a new start may avoid. */
const MAX_STARTS = 3;

export type TemporalServerOptions = {
  /** Port of the frontend. @default a free one */
  readonly port?: number | undefined;
  /** Port of the UI. @default a free one */
  readonly uiPort?: number | undefined;
  /** Use 7233 and 8233, Temporal's usual ports, if they are free and no port is given. @default false */
  readonly preferWellKnownPorts?: boolean | undefined;
  /** Serve the Temporal UI. @default true */
  readonly ui?: boolean | undefined;
  /** SQLite file that keeps everything across restarts. @default in memory */
  readonly dbFile?: string | undefined;
  /** @default "default" */
  readonly namespace?: string | undefined;
  /** Registered in the namespace before the server counts as ready. @default none */
  readonly searchAttributes?:
    readonly { readonly name: string; readonly type: SearchAttributeType }[] | undefined;
  /** @default "warn" */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'never' | undefined;
  /** Path of a Temporal CLI. @default the result of `findTemporalCli` */
  readonly executable?: string | undefined;
  /** Receives each attempt to find the executable, and the server's address. @default silent */
  readonly report?: Report | undefined;
  /** What the server's environment is taken from: none of its settings, credentials or keys. @default process.env */
  readonly env?: NodeJS.ProcessEnv | undefined;
};

export type TemporalServer = {
  /** `127.0.0.1:<port>` */
  readonly address: string;
  /** `http://127.0.0.1:<port>`; undefined without the UI. */
  readonly uiUrl: string | undefined;
  readonly namespace: string;
  readonly pid: number;
  /** Resolves when the server has ended. Never rejects. */
  readonly exited: Promise<Exit>;
  /** The last few thousand characters of the server's output. */
  lastOutput(): string;
  /** Stop it: with SIGTERM and up to 10 s to close a database file, then with SIGKILL. Resolves when it has ended. */
  stop(): Promise<void>;
  /** Send a signal. @param signal default SIGKILL */
  kill(signal?: NodeJS.Signals): void;
};

/**
 * Start Temporal's development server on loopback and wait until its namespace and search attributes are available. It ends
 * with this process, and ignores TEMPORAL_* and Temporal's configuration files. If it crashes, or a port that was not given is
 * taken, it is started again, up to three times in all.
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
      if (!isWorthRetrying(error, options) || attempt === MAX_STARTS) throw error;
      report(`${error.message}\nStarting again.`);
    }
  }
}

function isWorthRetrying(error: unknown, { port, uiPort }: TemporalServerOptions): error is Error {
  if (error instanceof CrashedError) return true;
  // Another process may have taken a free port; the server also has ports of its own choice.
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

/** The server panicked during its start: seen once in some thousand starts. */
class CrashedError extends Error {}

class PortTakenError extends Error {
  /** Undefined if the server does not name the port. */
  readonly port: number | undefined;
  constructor(message: string, options: ErrorOptions & { readonly port?: number } = {}) {
    super(message, options);
    this.port = options.port;
  }
}
/** The server prints this once it has its ports. */
const LISTENS = /Server: +\S+:\d+/;
const PORT_TAKEN = /can't (?:set|use default) .*port|address already in use/;

async function startOn(
  { port, uiPort }: Ports,
  executable: string,
  options: TemporalServerOptions,
): Promise<TemporalServer> {
  const { namespace = 'default', ui = true, searchAttributes = [], report = silently } = options;
  for (const wanted of ui ? [port, uiPort] : [port]) {
    // Another Temporal server on the port would answer instead.
    if (!(await isPortFree(wanted))) throw new PortTakenError(`Port ${wanted} is in use.`, { port: wanted });
  }
  const address = `${LOOPBACK}:${port}`;
  const child = await spawnGuarded(executable, serverArguments({ port, uiPort }, options), {
    env: options.env ?? process.env,
  });
  const lastOutput = keepLastOutput(child.stdout, child.stderr);
  const listens = watchFor(LISTENS, child.stdout);
  const waiting = new AbortController();
  const early = child.exited.then((exit) => {
    throw new Error(`it ended with ${describeExit(exit)}`);
  });
  // No unhandled rejection when it ends later.
  early.catch(() => undefined);
  try {
    const names = searchAttributes.map(({ name }) => name);
    await Promise.race([early, whenReady({ address, namespace, names, listens }, waiting.signal)]);
  } catch (error) {
    child.kill('SIGKILL');
    await child.exited;
    const reason = error instanceof Error ? error.message : String(error);
    const output = lastOutput();
    const message = `The Temporal server (${executable}) did not start: ${reason}. Its last output:\n${output}`;
    if (PORT_TAKEN.test(output)) throw new PortTakenError(message, { cause: error });
    throw new (isCrashOutput(output) ? CrashedError : Error)(message, { cause: error });
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
      // Without a database file nothing is lost by SIGKILL, which is faster.
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
    // The user's configuration file would set every flag that is not given here.
    ...['--env-file', devNull, '--disable-config-file'],
    ...['--ip', LOOPBACK, '--port', String(port)],
    ...(ui ? ['--ui-ip', LOOPBACK, '--ui-port', String(uiPort)] : ['--headless']),
    ...(dbFile === undefined ? [] : ['--db-filename', dbFile]),
    // With the default of four partitions a task queue reaches only 0.8 of its rate limit.
    ...['--dynamic-config-value', 'matching.numTaskqueueReadPartitions=1'],
    ...['--dynamic-config-value', 'matching.numTaskqueueWritePartitions=1'],
    // Priorities and fairness keys of tasks: on in Temporal Cloud, off by default here.
    ...['--dynamic-config-value', 'matching.useNewMatcher=true'],
    ...['--dynamic-config-value', 'matching.enableFairness=true'],
    // Temporal's Workflow Pause: off by default in this version.
    ...['--dynamic-config-value', 'frontend.WorkflowPauseEnabled=true'],
    // A shard polls for tasks at most 20 times a second. This server has one shard instead of hundreds, so each step of each
    // workflow would wait for up to 50 ms.
    ...['transfer', 'timer', 'visibility'].flatMap((queue) => [
      '--dynamic-config-value',
      `history.${queue}ProcessorMaxPollRPS=1000`,
    ]),
    // By default a new timer may wait up to a second for its shard, which allows for clock differences between hosts.
    ...['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="10ms"'],
    ...searchAttributes.flatMap(({ name, type }) => [
      '--search-attribute',
      `${name}=${TypedSearchAttributes.toMetadataType(type)}`,
    ]),
  ];
}
