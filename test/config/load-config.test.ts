import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigError, loadConfig } from '../../src/config';

describe('temporal.config.ts', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'config-')));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function write(name: string, text: string): Promise<string> {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  }

  async function errorOf(text: string): Promise<ConfigError> {
    const file = await write('temporal.config.ts', text);
    try {
      await loadConfig({ from: folder });
    } catch (error) {
      assert.ok(error instanceof ConfigError, String(error));
      assert.ok(error.message.includes(file), `names the file: ${error.message}`);
      return error;
    }
    return assert.fail('It was accepted');
  }

  it('is TypeScript, found from the current folder upwards', async () => {
    await write('package.json', '{}');
    const file = await write(
      'temporal.config.ts',
      `const taskQueue: string = 'calls';
       export default { temporal: { taskQueue }, connect: { region: 'eu-central-1' } as const };`,
    );
    const below = path.join(folder, 'services', 'reminders');
    await mkdir(below, { recursive: true });
    const loaded = await loadConfig({ from: below });
    assert.equal(loaded.file, file);
    assert.deepEqual(loaded.config, {
      temporal: { taskQueue: 'calls' },
      connect: { region: 'eu-central-1' },
    });
  });

  it('is not looked for above the project, where somebody else may have put it', async () => {
    await write('temporal.config.mjs', `throw new Error('it was run');`);
    const below = path.join(folder, 'project', 'services');
    await mkdir(below, { recursive: true });
    for (const mark of ['package.json', '.git/HEAD']) {
      await write(`project/${mark}`, '{}');
      assert.equal((await loadConfig({ from: below })).file, undefined, mark);
      await rm(path.join(folder, 'project', path.dirname(mark) === '.' ? mark : path.dirname(mark)), {
        recursive: true,
      });
    }
    // Without a project, only the current folder is looked at.
    assert.equal((await loadConfig({ from: below })).file, undefined);
  });

  it('is found at the root of the project, too', async () => {
    await write('project/package.json', '{}');
    const file = await write('project/temporal.config.mjs', 'export default {};');
    const below = path.join(folder, 'project', 'services');
    await mkdir(below, { recursive: true });
    assert.equal((await loadConfig({ from: below })).file, file);
  });

  it('is the nearest one', async () => {
    await write('temporal.config.ts', `export default { temporal: { namespace: 'far' } };`);
    const near = await write(
      'near/temporal.config.ts',
      `export default { temporal: { namespace: 'near' } };`,
    );
    const loaded = await loadConfig({ from: path.dirname(near) });
    assert.equal(loaded.config.temporal.namespace, 'near');
  });

  it('is found upwards of a relative folder, too', async () => {
    await write('package.json', '{}');
    const file = await write(
      'temporal.config.mjs',
      `export default { temporal: { namespace: 'relative' } };`,
    );
    const below = path.join(folder, 'below');
    await mkdir(below);
    const loaded = await loadConfig({ from: path.relative(process.cwd(), below) });
    assert.equal(loaded.file, file);
  });

  for (const [name, text] of [
    ['temporal.config.js', `module.exports = { temporal: { namespace: 'here' } };`],
    ['temporal.config.mjs', `export default { temporal: { namespace: 'here' } };`],
    ['temporal.config.mts', `export default { temporal: { namespace: 'here' as string } };`],
  ] as const) {
    it(`may be called ${name}`, async () => {
      await write(name, text);
      const { config } = await loadConfig({ from: folder });
      assert.deepEqual(config, { temporal: { namespace: 'here' }, connect: {} });
    });
  }

  it('can be named, by a path from the current folder', async () => {
    const file = await write(
      'settings/production.ts',
      `export default { connect: { region: 'us-west-2' } };`,
    );
    const loaded = await loadConfig({ file: 'settings/production.ts', from: folder });
    assert.equal(loaded.file, file);
    assert.equal(loaded.config.connect.region, 'us-west-2');
  });

  it('may be missing: then everything is at its default', async () => {
    assert.deepEqual(await loadConfig({ from: '/' }), { config: { temporal: {}, connect: {} } });
  });

  it('may not be missing where it is named, and the message says where it was looked for', async () => {
    await assert.rejects(loadConfig({ file: 'nowhere.ts', from: folder }), {
      name: 'ConfigError',
      message: new RegExp(`no configuration file ${path.join(folder, 'nowhere.ts')}.*--config`),
    });
  });

  it('says what each instance allows, and fills in the rest', async () => {
    await write(
      'temporal.config.ts',
      `export default { connect: { quotas: { dialsPerSecond: 5 }, instances: { london: { region: 'eu-west-2' } } } };`,
    );
    const { config } = await loadConfig({ from: folder });
    assert.deepEqual(config.connect.quotas, {
      dialsPerSecond: 5,
      dialBurst: 5,
      describesPerSecond: 10,
      stopsPerSecond: 10,
      searchesPerSecond: 0.5,
      concurrentCalls: 10,
      inboundHeadroom: 0,
    });
    assert.deepEqual(config.connect.instances, { london: { region: 'eu-west-2' } });
  });

  it('(with quotas that leave no line) is refused with the member', async () => {
    const { message } = await errorOf(
      `export default { connect: { quotas: { concurrentCalls: 5, inboundHeadroom: 5 } } };`,
    );
    assert.match(message, /connect\.quotas\.inboundHeadroom: leaves no line/);
  });

  for (const [deployment, message] of [
    [`{ name: 'calls', buildId: process.env.NO_SUCH_BUILD }`, /deployment\.buildId: name the deployed build/],
    [`{ name: 'calls.eu', buildId: '7f3a' }`, /deployment\.name: must contain neither "\." nor ":"/],
    [`{ name: '__calls', buildId: '7f3a' }`, /deployment\.name: must not begin with '__'/],
    [`{ buildId: '7f3a' }`, /deployment\.name: name the deployment/],
  ] as const) {
    it(`(with the version ${deployment}) is refused with the member`, async () => {
      const refused = await errorOf(`export default { temporal: { deployment: ${deployment} } };`);
      assert.match(refused.message, message);
    });
  }

  it('has a data converter: codecs as they are, and modules by their path', async () => {
    await write('converter.js', 'exports.payloadConverter = {};');
    await write(
      'temporal.config.ts',
      `class Codec {
         encode = async (payloads: unknown[]) => payloads;
         decode = async (payloads: unknown[]) => payloads;
       }
       const payloadConverterPath = require.resolve('./converter.js');
       export default { temporal: { dataConverter: { payloadCodecs: [new Codec()], payloadConverterPath } } };`,
    );
    const dataConverter = (await loadConfig({ from: folder })).config.temporal.dataConverter?.('default');
    assert.equal(dataConverter?.payloadCodecs?.[0]?.constructor.name, 'Codec');
    assert.equal(dataConverter.payloadConverterPath, path.join(folder, 'converter.js'));
  });

  it('has a function of the namespace for a data converter; what it returns is checked, too', async () => {
    await write(
      'temporal.config.ts',
      `export default { temporal: { dataConverter: ({ namespace }) =>
         namespace === 'wrong' ? { payloadCodecs: ['none'] } : { payloadConverterPath: '/' + namespace } } };`,
    );
    const { dataConverter } = (await loadConfig({ from: folder })).config.temporal;
    assert.deepEqual(dataConverter?.('production'), { payloadConverterPath: '/production' });
    assert.throws(
      () => dataConverter('wrong'),
      /temporal\.dataConverter\(\)\.payloadCodecs\.0: expected a PayloadCodec/,
    );
  });

  for (const [what, dataConverter, message] of [
    [
      'a codec that is in no list',
      'codec',
      /dataConverter: names none of payloadCodecs, payloadConverterPath/,
    ],
    ['the promise of one', 'Promise.resolve({ payloadCodecs: [codec] })', /dataConverter: names none/],
    [
      'half a codec',
      '{ payloadCodecs: [{ encode() {} }] }',
      /payloadCodecs\.0: expected a PayloadCodec: .*decode/,
    ],
    [
      'the promise of a codec',
      '{ payloadCodecs: [Promise.resolve(codec)] }',
      /payloadCodecs\.0: expected a Pay/,
    ],
    ['a misspelt member', '{ payloadCodec: [codec] }', /dataConverter: .*payloadCodec/],
    [
      'a relative path',
      `{ payloadConverterPath: './converter' }`,
      /ConverterPath: expected an absolute path/,
    ],
    ['a word', `'encrypted'`, /temporal\.dataConverter: .*expected object/],
  ] as const) {
    it(`(with ${what} for a data converter) is refused: what is meant to be secret must not be stored readable`, async () => {
      const { message: said } = await errorOf(
        `class Codec { encode() {} decode() {} }
         const codec = new Codec();
         export default { temporal: { dataConverter: ${dataConverter} } };`,
      );
      assert.match(said, message);
    });
  }

  it('(with a syntax error) is refused with the error', async () => {
    assert.match((await errorOf('export default { temporal: { ')).message, /could not be loaded: .+/);
  });

  it('(that throws) is refused with what it threw, and keeps it as the cause', async () => {
    const error = await errorOf(`throw new Error('REGION is not set');`);
    assert.match(error.message, /could not be loaded: REGION is not set/);
    assert.ok(error.cause);
  });

  it('(that imports what is not there) is refused with its name', async () => {
    assert.match((await errorOf(`import './secrets'; export default {};`)).message, /secrets/);
  });

  it('(with wrong members) is refused with every problem by its path', async () => {
    const { message } = await errorOf(
      `export default { temporal: { adress: 'x', namespace: 7 }, connect: { endpoint: 'localhost' }, conect: {} };`,
    );
    for (const part of ['temporal: ', 'adress', 'temporal.namespace: ', 'connect.endpoint: ', 'conect']) {
      assert.ok(message.includes(part), `${part}: ${message}`);
    }
  });

  it('(with nothing in it) says nothing', async () => {
    const file = await write('temporal.config.ts', '');
    assert.deepEqual(await loadConfig({ from: folder }), { config: { temporal: {}, connect: {} }, file });
  });

  for (const [what, text] of [
    ['no default export', `export const config = { temporal: {} };`],
    ['a default export that is no object', `export default 'localhost:7233';`],
    ['a function as its default export', `export default () => ({});`],
  ] as const) {
    it(`(with ${what}) is refused`, async () => {
      assert.match((await errorOf(text)).message, /not a valid configuration:\ndefault export: /);
    });
  }
});
