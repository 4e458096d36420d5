import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { runUntilStopped, type Service } from '../../src/cli/lifetime';
import { eventually, isAlive, runFixture } from '../embedded/processes';

describe('runUntilStopped', () => {
  const stopped: string[] = [];
  const service = (name: string, more: Partial<Service> = {}): Service => ({
    stop: () => {
      stopped.push(name);
      return Promise.resolve();
    },
    ...more,
  });
  const never = new Promise<never>(() => undefined);

  beforeEach(() => {
    stopped.length = 0;
  });

  it('ends when one service crashes, says which and why, and stops the others, last first', async () => {
    const ending = await runUntilStopped(({ add }) => {
      add('one', service('one'));
      add('two', service('two'));
      add(
        'three',
        service('three', {
          exited: Promise.resolve({ code: 7, signal: null }),
          lastOutput: () => 'disk full',
        }),
      );
      return Promise.resolve();
    });
    assert.deepEqual(ending, {
      kind: 'crash',
      name: 'three',
      reason: 'exit code 7. Its last output:\ndisk full',
    });
    assert.deepEqual(stopped, ['three', 'two', 'one']);
  });

  it('takes a rejected `exited` for a crash', async () => {
    const ending = await runUntilStopped(({ add }) => {
      add('worker', service('worker', { exited: Promise.reject(new Error('poll failed')) }));
      return Promise.resolve();
    });
    assert.deepEqual(ending, { kind: 'crash', name: 'worker', reason: 'poll failed' });
  });

  it('stops what was started when starting fails, and throws the failure', async () => {
    const run = runUntilStopped(({ add }) => {
      add('one', service('one'));
      add('two', service('two'));
      return Promise.reject(new Error('port taken'));
    });
    await assert.rejects(run, /port taken/);
    assert.deepEqual(stopped, ['two', 'one']);
  });

  it('kills what does not stop within the grace time, and what was to be stopped after it', async () => {
    const killed: string[] = [];
    const kill = (name: string) => () => {
      killed.push(name);
    };
    await runUntilStopped(
      ({ add }) => {
        add('one', service('one', { kill: kill('one') }));
        add('two', service('two', { stop: () => never, kill: kill('two') }));
        add('three', service('three', { exited: Promise.resolve(undefined) }));
        return Promise.resolve();
      },
      { graceMs: 20 },
    );
    assert.deepEqual(stopped, ['three']);
    assert.deepEqual(killed, ['one', 'two']);
  });

  it('goes on stopping the others when one cannot be stopped', async () => {
    await runUntilStopped(({ add }) => {
      add('one', service('one'));
      add(
        'two',
        service('two', { stop: () => Promise.reject(new Error('no')), exited: Promise.resolve(undefined) }),
      );
      return Promise.resolve();
    });
    assert.deepEqual(stopped, ['one']);
  });

  it('stops at once what is added after the end has begun', async () => {
    let addLate: Promise<void> = never;
    await runUntilStopped(({ add }) => {
      addLate = delay(50).then(() => {
        add('late', service('late'));
      });
      add('one', service('one', { exited: Promise.resolve(undefined) }));
      return addLate;
    });
    await assert.rejects(addLate, /late was stopped/);
    assert.deepEqual(stopped, ['one', 'late']);
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`stops everything in reverse order on ${signal}, which does not reach the services first`, async () => {
      const program = runFixture('lifetime.ts');
      await program.line(/all up/);
      const pids = await servicePids(program);
      process.kill(-program.pid, signal); // to the group, as a terminal does
      await program.exited;
      assert.deepEqual(program.lines.slice(-3), [
        'second stopped',
        'first stopped',
        JSON.stringify({ kind: 'signal', signal }),
      ]);
      assert.deepEqual(pids.filter(isAlive), []);
    });
  }

  it('kills at once on a second Ctrl-C, but not on the echo of the first that npm sends', async () => {
    const program = runFixture('lifetime.ts', ['stubborn']);
    await program.line(/all up/);
    const pids = await servicePids(program);
    process.kill(program.pid, 'SIGINT');
    await program.line(/will not stop/);
    process.kill(program.pid, 'SIGINT');
    await delay(600);
    assert.deepEqual(pids.filter(isAlive), pids);
    process.kill(program.pid, 'SIGINT');
    await program.exited;
    await eventually('both are gone', () => !pids.some(isAlive));
  });

  it('leaves nothing running when it is itself killed', async () => {
    const program = runFixture('lifetime.ts');
    await program.line(/all up/);
    const pids = await servicePids(program);
    process.kill(program.pid, 'SIGKILL');
    await eventually('both are gone', () => !pids.some(isAlive));
  });

  async function servicePids(program: ReturnType<typeof runFixture>): Promise<number[]> {
    const first = await program.line(/^first (\d+)/);
    const second = await program.line(/^second (\d+)/);
    return [Number(first[1]), Number(second[1])];
  }
});
