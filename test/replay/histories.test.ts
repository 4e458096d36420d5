import assert from 'node:assert/strict';
import path from 'node:path';
import { version } from '../../package.json';
import { historyFromJson, historyJson } from '../../src/testing/history-json';
import { workflowBundle } from '../support/workflow-bundle';
import { recordings, type Recording } from './recorded';
import { bundled } from './bundled';
import { advice, brokenBy } from './replay';
import { scenarios } from './scenarios';

describe('a call that an earlier version has begun, or this one', () => {
  let all: Recording[];
  before(async () => {
    all = await recordings();
  });

  it('goes on under the workflows as they are now, wherever it stands', async () => {
    const broken = await brokenBy(await workflowBundle(), all);
    assert.ok(broken.length === 0, advice(broken));
  });

  it('goes on under the workflows as they are published', async () => {
    const published = await bundled('../../lib/workflows');
    const broken = await brokenBy(published, all);
    assert.ok(broken.length === 0, advice(broken));
  });
});

describe('recorded histories', () => {
  it('detect a change that would break running calls', async () => {
    const broken = await brokenBy(
      await bundled('../../workflows', './mutants/timer-before-dial'),
      await recordings(),
    );
    const names = broken.map(({ name }) => name);
    assert.ok(names.includes('0.1.0/answered'), names.join(', '));
    assert.match(advice(broken), /Running calls would break[^]*0\.1\.0\/answered\.json[^]*CONTRIBUTING/);
  });

  it('pass the same change where it is patched', async () => {
    const patched = await bundled('../../workflows', './mutants/patched-timer-before-dial');
    assert.deepEqual(await brokenBy(patched, await recordings()), []);
  });

  it('are there for every way that a call can take', async () => {
    const recorded = (await recordings()).map(({ name }) =>
      path.posix.basename(name).replace(/\.run-\d+$/, ''),
    );
    const missing = scenarios.map(({ name }) => name).filter((name) => !recorded.includes(name));
    assert.deepEqual(missing, [], `Record them with: npm run histories (version ${version})`);
  });

  it('are read as they were written', async () => {
    for (const { name, json } of await recordings()) {
      assert.deepEqual(JSON.parse(historyJson(historyFromJson(json))), JSON.parse(json), name);
    }
  });

  it('contain nothing of the machine that recorded them, and no real phone numbers', async () => {
    for (const { name, json } of await recordings()) {
      const text = decoded(json);
      assert.doesNotMatch(text, /\/(?:root|home|Users|tmp|node_modules)\//, name);
      assert.doesNotMatch(text, /\b\d+@\w/, `${name}: a process and its host`);
      const numbers = text.match(/\+\d{8,15}\b/g) ?? [];
      assert.deepEqual(
        [...new Set(numbers)].filter((number) => !number.startsWith('+1206555')),
        [],
        name,
      );
    }
  });
});

/** With the payloads, which are Base64 in it. */
function decoded(json: string): string {
  return json.replace(/"data":"([^"]*)"/g, (_, data: string) => Buffer.from(data, 'base64').toString());
}
