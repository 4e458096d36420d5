import { policySchema, type Policy } from '../../domain/policy/policy';
import { problemsOf } from '../../domain/call/request-problem';
import type { Config } from '../../config';
import type { Finding } from './finding';
import type { NamedPolicy } from './wanted';
import { readPolicy } from '../policy-file';
import { sentenceOf } from '../sentence-of';

/** Policies from files, with the defaults of the settings. An invalid file gives only a finding. */
export async function readPolicies(
  files: readonly string[],
  defaults: Config['connect'],
): Promise<{ findings: Finding[]; policies: NamedPolicy[] }> {
  const read = await Promise.all(files.map((file) => readOne(file, defaults)));
  return {
    findings: read.map(({ finding }) => finding),
    policies: read.flatMap(({ named }) => named ?? []),
  };
}

async function readOne(
  file: string,
  settings: Config['connect'],
): Promise<{ finding: Finding; named?: NamedPolicy }> {
  const what = `Policy ${file}`;
  const fix = 'Correct the file; the schema of policies is in schemas/policy.schema.json.';
  const { instanceId, contactFlowId } = settings;
  try {
    const warnings: string[] = [];
    const content = await readPolicy(file, Date.now(), (warning) => warnings.push(warning));
    const given: unknown = Object.assign({ instanceId, contactFlowId }, content);
    const parsed = policySchema.safeParse(given);
    if (!parsed.success) {
      const problems = problemsOf(parsed.error.issues, given).map(
        ({ path, message }) => `${path}: ${message}`,
      );
      return { finding: { what, verdict: 'wrong', says: problems.join('; '), fix } };
    }
    const { length } = parsed.data.steps;
    warnings.push(...campaignLines(parsed.data, settings));
    const valid = `valid, with ${length} ${length === 1 ? 'step' : 'steps'}`;
    return {
      finding: {
        what,
        verdict: warnings.length > 0 ? 'warning' : 'ok',
        says: [valid, ...warnings].join('; '),
      },
      named: { file, policy: parsed.data },
    };
  } catch (error) {
    return { finding: { what, verdict: 'wrong', says: sentenceOf(error) } };
  }
}

/** Amazon Connect has a quota of concurrent campaign calls, which is 0 until AWS raises it. */
function campaignLines({ instanceId, steps }: Policy, { quotas, instances }: Config['connect']): string[] {
  const { concurrentCampaignCalls } = instances?.[instanceId]?.quotas ?? quotas ?? {};
  if (concurrentCampaignCalls !== undefined) return [];
  const names = steps.filter(({ trafficType }) => trafficType === 'CAMPAIGN').map(({ name }) => name);
  return names.length === 0
    ? []
    : [
        `${names.join(', ')}: "trafficType": "CAMPAIGN" without quotas.concurrentCampaignCalls in temporal.config.ts, so these calls share concurrentCalls, although Amazon Connect has a quota for each kind`,
      ];
}
