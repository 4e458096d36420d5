import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, makeEntry } from '../../src/embedded/cache';
import { emptyMachine, type Machine } from './fakes';

describe('the cache', () => {
  let machine: Machine;
  beforeEach(() => {
    machine = emptyMachine();
  });
  afterEach(() => {
    machine.discard();
  });

  it('is where XDG_CACHE_HOME says, for a path that XDG accepts', () => {
    assert.equal(
      cacheFolder({ XDG_CACHE_HOME: '/somewhere' }),
      path.join('/somewhere', 'temporal-amazon-connect'),
    );
    assert.ok(path.isAbsolute(cacheFolder({ XDG_CACHE_HOME: 'relative' })));
    assert.ok(path.isAbsolute(cacheFolder({})));
  });

  it('shows an entry only when it is whole', async () => {
    const folder = await makeEntry(machine.cache, 'tool-1', async (aside) => {
      await writeFile(path.join(aside, 'tool'), 'half');
      assert.ok(!existsSync(path.join(machine.cache, 'tool-1')));
    });
    assert.deepEqual(readdirSync(folder), ['tool']);
  });

  it('keeps the old entry and nothing else when making the new one fails', async () => {
    const make = (text: string) =>
      makeEntry(machine.cache, 'tool-1', (aside) => writeFile(path.join(aside, text), ''));
    await make('old');
    await assert.rejects(
      makeEntry(machine.cache, 'tool-1', () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.deepEqual(readdirSync(machine.cache), ['tool-1']);
    assert.deepEqual(readdirSync(await make('new')), ['new']);
  });

  it('clears away what a killed build left behind, but not what another still builds', async () => {
    const [abandoned, current] = ['tool-1.making-dead', 'tool-1.making-live'];
    for (const name of [abandoned, current]) mkdirSync(path.join(machine.cache, name), { recursive: true });
    const twoHoursAgo = Date.now() / 1000 - 7200;
    utimesSync(path.join(machine.cache, abandoned), twoHoursAgo, twoHoursAgo);
    await makeEntry(machine.cache, 'tool-1', (aside) => writeFile(path.join(aside, 'tool'), ''));
    assert.deepEqual(readdirSync(machine.cache).sort(), ['tool-1', current]);
  });
});
