import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { request, withCalls } from '../support/calls';
import { localServer } from '../support/shared-servers';
import { pythonTimeoutMs, pythonWithTemporal } from './python';

const root = path.join(__dirname, '..', '..');
const examples = path.join(root, 'examples', 'before-dial');

describe('A beforeDial activity in Python', () => {
  let python = '';
  before(async function () {
    this.timeout(pythonTimeoutMs);
    python = await pythonWithTemporal(this);
  });

  it('refuses, puts off and allows calls: the example of the documentation', async () => {
    const { address } = (await localServer()).temporalServer;
    const taskQueue = `crm-${randomUUID()}`;
    const worker = spawn(python, [path.join(examples, 'may_call.py')], {
      env: {
        PATH: process.env['PATH'],
        TEMPORAL_ADDRESS: address,
        TASK_QUEUE: taskQueue,
        PYTHONDONTWRITEBYTECODE: '1',
      },
      stdio: 'ignore',
    });
    try {
      await withCalls(
        { server: await localServer(), simulator: { speed: 200, throttles: 'off' } },
        async ({ calls, simulator }) => {
          const beforeDial = { activity: 'mayCall', taskQueue };
          const about = async (subject: string) => {
            const policy = { beforeDial, limits: { deadline: '1 day' } };
            await calls.start({ ...request('+12065550100', policy), subject }, { workflowId: subject });
            const { outcome, reasons } = await calls.getHandle(subject).result();
            return [outcome, reasons[0]?.text];
          };
          assert.deepEqual(await about('A-1001'), [
            'undialable',
            'The activity "mayCall" refused the call: A-1001 is paid',
          ]);
          assert.deepEqual(await about('A-1002'), [
            'expired',
            'The activity "mayCall" allows no dial before Mon 2031-03-03 09:00 America/Los_Angeles (2031-03-03T17:00:00Z): they asked to be left alone until then.',
          ]);
          assert.deepEqual(simulator.dials(), []);
          assert.equal((await about('A-1003'))[0], 'reached');
        },
      );
    } finally {
      worker.kill();
      await once(worker, 'exit');
    }
  });

  it('is shown in the documentation as it was run, and so is the one in TypeScript', () => {
    const page = readFileSync(path.join(root, 'docs', 'before-dial.md'), 'utf8');
    for (const example of ['may_call.py', 'may-call.ts']) {
      assert.ok(page.includes(readFileSync(path.join(examples, example), 'utf8')), example);
    }
  });
});
