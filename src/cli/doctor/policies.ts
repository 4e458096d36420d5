import { policySchema } from '../../domain/policy/policy';
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
  { instanceId, contactFlowId }: Config['connect'],
): Promise<{ finding: Finding; named?: NamedPolicy }> {
  const what = `Policy ${file}`;
  const fix = 'Correct the file; the schema of policies is in schemas/policy.schema.json.';
  try {
    const warnings: string[] = [];
    const content = await readPolicy(file, Date.now(), (warning) => warnings.push(warning));
    const parsed = policySchema.safeParse(Object.assign({ instanceId, contactFlowId }, content));
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      return { finding: { what, verdict: 'wrong', says: problems.join('; '), fix } };
    }
    const { length } = parsed.data.steps;
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
