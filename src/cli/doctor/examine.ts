import { optionalTsToMs } from '@temporalio/common/lib/time';
import { loadConfig } from '../../config';
import { checkKeys, KeyCheckError } from '../../encryption/check-keys';
import { findTemporalCli } from '../../embedded/temporal-cli';
import { findTestServer } from '../../embedded/test-server';
import { routingOf } from '../../worker/deployment';
import { missingSearchAttributes } from '../../worker/search-attributes';
import { amazonConnect } from './aws';
import { callerIds } from './caller-ids';
import { arrival, eventQueues } from './events';
import { allowListsFinding, guardFinding } from './guard';
import { worker } from './worker';
import { workflows } from './workflows';
import type { Finding } from './finding';
import { readPolicies } from './policies';
import { judgeRetention } from './retention';
import { serverVersion } from './server-version';
import type { NamedPolicy } from './wanted';
import { versionFindings } from './worker-version';
import { zoneDataAge } from '../../domain/hours/zone-data';
import { sentenceOf } from '../sentence-of';
import { connect, type Connected, type ConnectionFlags } from '../temporal-client';

export interface DoctorFlags extends ConnectionFlags {
  /** Also check the queues, flows and numbers of these policies. */
  readonly policy?: readonly string[];
}

/** Check what a call needs: first this machine, then Temporal and Amazon Connect. */
export async function examine(flags: DoctorFlags): Promise<Finding[]> {
  const nearest = [node(), timeZones(), ...(await settings(flags)), await temporalCli(), await testServer()];
  // Independent: one is checked even if the other is unreachable.
  const farther = await Promise.all([temporal(flags), amazonConnect(flags), eventQueues(flags.config)]);
  return [...nearest, ...farther.flat()];
}

/** Nothing is found where nothing is encrypted. */
async function keys({ client, taskQueue }: Connected): Promise<Finding[]> {
  const what = `Keys of task queue ${taskQueue}`;
  try {
    await checkKeys({ client, taskQueue });
  } catch (error) {
    if (!(error instanceof KeyCheckError)) throw error;
    const fix = "Give this process the workers' keys: temporal.dataConverter, docs/encryption.md.";
    return [{ what, verdict: 'wrong', says: error.message, fix }];
  }
  if (client.options.loadedDataConverter.payloadCodecs.length === 0) return [];
  return [{ what, verdict: 'ok', says: 'this process can read what the workers write' }];
}

async function temporal(flags: DoctorFlags): Promise<Finding[]> {
  try {
    const connected = await connect(flags);
    const { policies } = await readPolicies(flags.policy ?? [], connected.config.connect);
    return [
      {
        what: 'Temporal server',
        verdict: 'ok',
        says: `answers at ${connected.settings.connection.address ?? 'localhost:7233'}`,
      },
      ...(
        await Promise.all([
          serverVersion(connected.client),
          namespace(connected, policies),
          searchAttributes(connected),
          worker(connected),
          version(connected),
          keys(connected),
          arrival(connected),
          callerIds(connected),
          workflows(connected),
        ])
      ).flat(),
    ];
  } catch (error) {
    return [{ what: 'Temporal server', verdict: 'wrong', says: sentenceOf(error) }];
  }
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isEnough = major > 20 || (major === 20 && minor >= 19);
  return isEnough
    ? { what: 'Node', verdict: 'ok', says: process.version }
    : {
        what: 'Node',
        verdict: 'wrong',
        says: `${process.version} is too old`,
        fix: 'Install Node 20.19 or later.',
      };
}

function timeZones(): Finding {
  const age = zoneDataAge();
  return { what: 'Time zones', verdict: age.fix === undefined ? 'ok' : 'warning', ...age };
}

async function settings(flags: ConnectionFlags): Promise<Finding[]> {
  try {
    const { file, config } = await loadConfig({ file: flags.config });
    return [
      {
        what: 'Settings',
        verdict: 'ok',
        says: file ?? 'no temporal.config.ts in this project, using defaults',
      },
      guardFinding(config),
      allowListsFinding(config),
    ];
  } catch (error) {
    return [{ what: 'Settings', verdict: 'wrong', says: sentenceOf(error) }];
  }
}

async function temporalCli(): Promise<Finding> {
  // Only look: a check must not start a download or a build.
  return tool(
    'Temporal CLI (for "outbound dev" and tests)',
    async () => findTemporalCli({ onlyLook: true }),
    {
      fix: 'It is downloaded when it is first needed (docs/servers.md).',
    },
  );
}

async function testServer(): Promise<Finding> {
  return tool(
    'Temporal test server (for time-skipping tests)',
    async () => findTestServer({ onlyLook: true }),
    {
      fix: 'It is downloaded when it is first needed (docs/servers.md).',
    },
  );
}

async function tool(what: string, look: () => Promise<string>, { fix }: { fix: string }): Promise<Finding> {
  try {
    return { what, verdict: 'ok', says: await look() };
  } catch (error) {
    return { what, verdict: 'warning', says: `not found (${sentenceOf(error)})`, fix };
  }
}

async function namespace(
  { client, config: { ledger }, settings: { namespace: name } }: Connected,
  policies: readonly NamedPolicy[],
): Promise<Finding[]> {
  try {
    const { config } = await client.workflowService.describeNamespace({ namespace: name });
    const retentionMs = optionalTsToMs(config?.workflowExecutionRetentionTtl);
    return [
      { what: 'Namespace', verdict: 'ok', says: name },
      ...(retentionMs ? [judgeRetention({ namespace: name, retentionMs, ledger, policies })] : []),
    ];
  } catch (error) {
    const fix = 'Set --namespace, or create it with the Temporal CLI.';
    return [{ what: 'Namespace', verdict: 'wrong', says: `${name}: ${sentenceOf(error)}`, fix }];
  }
}

async function searchAttributes({ client, settings: { namespace: name } }: Connected): Promise<Finding> {
  const what = 'Search attributes';
  const fix = "Run: npx outbound setup. Calls run without them, but can't be searched by their state.";
  try {
    const missing = await missingSearchAttributes(client.connection, name);
    return missing.length === 0
      ? { what, verdict: 'ok', says: 'registered' }
      : { what, verdict: 'warning', says: `missing: ${missing.join(', ')}`, fix };
  } catch (error) {
    return { what, verdict: 'warning', says: `can't be listed: ${sentenceOf(error)}`, fix };
  }
}

async function version({ client, config, settings, taskQueue }: Connected): Promise<Finding[]> {
  const routing = await routingOf(client, settings.namespace, taskQueue);
  return versionFindings(config.temporal.deployment, routing);
}
