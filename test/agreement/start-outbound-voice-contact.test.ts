import assert from 'node:assert/strict';
import fc from 'fast-check';
import { startRequestSchema } from '../../src/connect/start-request';
import { startSimulator, type Simulator } from '../../src/simulator';
import { anyRequest } from './requests';
import { runs } from '../support/runs';

/**
 * The schema that guards users and the simulator that answers as the service would share no code. Where one accepts
 * what the other refuses, one of them is wrong about Amazon Connect.
 */
describe('our schema and the simulator', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator({ throttles: 'off' });
  });
  after(() => simulator.close());

  it('agree on which requests StartOutboundVoiceContact takes', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, async (request) => {
        const ours = startRequestSchema.safeParse(inCamelCase(request));
        const theirs = await fetch(`${simulator.url}/contact/outbound-voice`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(request),
        });
        const answer = await theirs.text();
        assert.equal(
          ours.success,
          theirs.ok,
          `ours: ${ours.success ? 'accepts' : ours.error.message}\ntheirs: ${theirs.status} ${answer}`,
        );
      }),
      { numRuns: runs(375) },
    );
  });

  it('both accept, and both refuse, a good part of the requests that are generated', () => {
    const accepted = fc
      .sample(anyRequest, 1_000)
      .filter((request) => startRequestSchema.safeParse(inCamelCase(request)).success).length;
    assert.ok(accepted > 100 && accepted < 900, `${accepted} of 1000 are accepted`);
  });
});

/** Members of structures begin with a small letter on our side; names in maps are the user's and stay. */
function inCamelCase(request: Record<string, unknown>): Record<string, unknown> {
  return decapitalised(request, (name, value) => {
    if (name === 'AnswerMachineDetectionConfig' && isRecord(value)) return decapitalised(value);
    if (name === 'References' && isRecord(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, reference]) => [
          key,
          isRecord(reference) ? decapitalised(reference) : reference,
        ]),
      );
    }
    return value;
  });
}

function decapitalised(
  members: Record<string, unknown>,
  convert: (name: string, value: unknown) => unknown = (_, value) => value,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      convert(name, value),
    ]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
