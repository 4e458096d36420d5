import { loadConfig, type Config } from '../../config';
import { awsInspector, type AwsSettings } from '../../connect/inspect-aws';
import { pacedInspector } from '../../connect/paced-inspector';
import { examineInstance } from './connect';
import type { Finding } from './finding';
import { readPolicies } from './policies';
import { wantedOf } from './wanted';
import { sentenceOf } from '../sentence-of';

/** Some providers call a server that may be unreachable. */
const credentialsTimeoutMs = 10_000;

/** Check what the settings and policies name of AWS and Amazon Connect. */
export async function amazonConnect(flags: {
  readonly config?: string;
  readonly policy?: readonly string[];
}): Promise<Finding[]> {
  const settings = await connectSettings(flags.config);
  if (settings === undefined) return [notChecked('the settings cannot be read')];

  const { findings, policies } = await readPolicies(flags.policy ?? [], settings);
  const wanted = wantedOf(settings, policies);
  if (wanted.length === 0) return [...findings, notChecked('no instance is configured')];

  const { region, endpoint } = settings;
  const aws = awsInspector({ ...(region ? { region } : {}), ...(endpoint ? { endpoint } : {}) });
  const identity = [await regionFinding(aws.settings), await credentialsFinding(aws.settings)];
  findings.push(...identity);
  if (identity.some(({ verdict }) => verdict === 'wrong')) return findings;

  const inspector = pacedInspector(aws.inspector);
  for (const one of wanted) {
    findings.push(...(await examineInstance(inspector, one, () => aws.settings.endpoint())));
  }
  return findings;
}

async function connectSettings(file: string | undefined): Promise<Config['connect'] | undefined> {
  try {
    return (await loadConfig({ file })).config.connect;
  } catch {
    // The finding "Settings" reports it.
    return undefined;
  }
}

function notChecked(why: string): Finding {
  return {
    what: 'Amazon Connect',
    verdict: 'warning',
    says: `not checked: ${why}`,
    fix: 'Set connect.instanceId (and connect.contactFlowId) in temporal.config.ts, or use --policy FILE.',
  };
}

async function regionFinding(aws: AwsSettings): Promise<Finding> {
  const what = 'AWS Region';
  try {
    return { what, verdict: 'ok', says: await aws.region() };
  } catch (error) {
    return {
      what,
      verdict: 'wrong',
      says: sentenceOf(error),
      fix: 'Set AWS_REGION, or connect.region in temporal.config.ts, to the Region of the instance.',
    };
  }
}

async function credentialsFinding(aws: AwsSettings): Promise<Finding> {
  const what = 'AWS credentials';
  try {
    await within(credentialsTimeoutMs, aws.credentials());
    return { what, verdict: 'ok', says: 'found' };
  } catch (error) {
    const name = error instanceof Error && error.name !== 'Error' ? `${error.name}: ` : '';
    return {
      what,
      verdict: 'wrong',
      says: `${name}${sentenceOf(error)}`,
      fix: 'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where a role is attached. docs/iam.md lists the permissions.',
    };
  }
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no provider answered within ${timeoutMs / 1000} seconds`));
    }, timeoutMs);
  });
  return Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
  });
}
