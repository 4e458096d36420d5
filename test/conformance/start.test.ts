import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import type { CallResult } from '../../src';
import { together } from '../ledger/support';
import { eventually, request, withCalls, type CallTest } from '../support/calls';
import { localServer } from '../support/shared-servers';
import { pythonTimeoutMs, pythonWithTemporal } from './python';

const run = promisify(execFile);
const person = '+12065550149';

describe("A call that Temporal's Python SDK starts", () => {
  let python = '';
  before(async function () {
    this.timeout(pythonTimeoutMs);
    python = await pythonWithTemporal(this);
  });

  it('twice rings once, with a ledger, and a start in TypeScript finds it', async () => {
    await withCalls({ server: await localServer(), ...together }, async (parts) => {
      const workflowId = randomUUID();
      const first = (await start(parts, 'start', workflowId)) as CallResult;
      assert.deepEqual([first.outcome, first.attempts.length], ['reached', 1]);
      assert.equal((await parts.calls.start(request(person), { workflowId })).isNew, false);
      const second = (await start(parts, 'start', workflowId)) as CallResult;
      assert.deepEqual([second.outcome, second.attempts], ['reached', []]);
      assert.equal(second.reasons[0]?.rule, 'called-before');
      assert.equal(parts.simulator.dials().length, 1);
    });
  });

  it('with an update begins paused, and a start in TypeScript finds it', async () => {
    await withCalls({ server: await localServer() }, async (parts) => {
      const workflowId = randomUUID();
      await start(parts, 'pause', workflowId);
      const call = await parts.calls.start(request(person), { workflowId });
      assert.equal(call.isNew, false);
      await eventually(async () => (await call.status()).state === 'paused' || undefined);
      assert.deepEqual(parts.simulator.dials(), []);
      await call.cancel();
      assert.equal((await call.result()).outcome, 'cancelled');
    });
  });

  async function start({ taskQueue }: CallTest, how: string, workflowId: string): Promise<unknown> {
    const { address } = (await localServer()).temporalServer;
    const script = path.join(__dirname, 'start_call.py');
    const args = [script, how, workflowId, taskQueue, JSON.stringify(request(person))];
    const env = { PATH: process.env['PATH'], TEMPORAL_ADDRESS: address, PYTHONDONTWRITEBYTECODE: '1' };
    return JSON.parse((await run(python, args, { env })).stdout);
  }
});
