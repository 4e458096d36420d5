import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { configSchema } from '../../../src/config/define-config';
import { readPolicies } from '../../../src/cli/doctor/policies';
import { requestInput } from '../../domain/fixtures';

describe('doctor, of a policy with campaign traffic', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'outbound-'));
  });
  after(() => rm(folder, { recursive: true }));

  /** What it says under these quotas of the policy's instance. */
  async function says(trafficType: string, connect: object): Promise<string> {
    const file = path.join(folder, 'policy.json');
    const steps = [{ name: 'first', queueId: 'a-queue', trafficType }];
    await writeFile(file, JSON.stringify({ ...requestInput().policy, steps }));
    const { findings } = await readPolicies([file], configSchema.parse({ connect }).connect);
    return findings.map(({ verdict, says: text }) => `${verdict}: ${text}`).join();
  }

  const quotas = { concurrentCampaignCalls: 5 };

  it('warns where the settings have no quota for it, by the steps', async () => {
    const warning =
      /^warning: valid, with 1 step; first: "trafficType": "CAMPAIGN" without quotas\.concurrentC/;
    assert.match(await says('CAMPAIGN', {}), warning);
    assert.match(await says('CAMPAIGN', { quotas, instances: { 'an-instance': { quotas: {} } } }), warning);
  });

  it('is content where they have one, and of general traffic', async () => {
    const ok = 'ok: valid, with 1 step';
    assert.equal(await says('CAMPAIGN', { quotas }), ok);
    assert.equal(await says('CAMPAIGN', { instances: { 'an-instance': { quotas } } }), ok);
    assert.equal(await says('GENERAL', {}), ok);
  });
});
