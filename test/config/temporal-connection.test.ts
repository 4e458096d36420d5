import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { temporalSettings, type Config } from '../../src/config';
import { withEnvironment } from './environment';

const inConfig: Config = {
  temporal: { address: 'config:7233', namespace: 'of-config' },
  connect: {},
};
const nothingInConfig: Config = { temporal: {}, connect: {} };

describe('where Temporal is', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'temporal-settings-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function toml(text: string): Promise<string> {
    const file = path.join(folder, 'temporal.toml');
    await writeFile(file, text);
    return file;
  }
  const profile = '[profile.default]\naddress = "toml:7233"\nnamespace = "of-toml"\n';

  /** With these variables, and nothing of the machine's own. */
  function settings(
    variables: Record<string, string | undefined>,
    config: Config,
    flags?: { address?: string; namespace?: string },
  ) {
    return withEnvironment({ HOME: folder, XDG_CONFIG_HOME: undefined, ...variables }, () => {
      const { connection, namespace } = temporalSettings(config, flags);
      return { address: connection.address, namespace };
    });
  }

  it('is where the command line says, before all else', async () => {
    const variables = {
      TEMPORAL_CONFIG_FILE: await toml(profile),
      TEMPORAL_ADDRESS: 'variable:7233',
      TEMPORAL_NAMESPACE: 'of-variable',
    };
    assert.deepEqual(await settings(variables, inConfig, { address: 'flag:7233', namespace: 'of-flag' }), {
      address: 'flag:7233',
      namespace: 'of-flag',
    });
  });

  it("is where Temporal's variables say, before temporal.config.ts", async () => {
    const variables = {
      TEMPORAL_CONFIG_FILE: await toml(profile),
      TEMPORAL_ADDRESS: 'variable:7233',
      TEMPORAL_NAMESPACE: 'of-variable',
    };
    assert.deepEqual(await settings(variables, inConfig), {
      address: 'variable:7233',
      namespace: 'of-variable',
    });
  });

  it('is where temporal.config.ts says, before temporal.toml', async () => {
    const variables = { TEMPORAL_CONFIG_FILE: await toml(profile) };
    assert.deepEqual(await settings(variables, inConfig), {
      address: 'config:7233',
      namespace: 'of-config',
    });
  });

  it('is where temporal.toml says, when nothing else does', async () => {
    const expected = { address: 'toml:7233', namespace: 'of-toml' };
    assert.deepEqual(
      await settings({ TEMPORAL_CONFIG_FILE: await toml(profile) }, nothingInConfig),
      expected,
    );
    for (const [variable, below] of [
      ['HOME', ['.config', 'temporalio']],
      ['XDG_CONFIG_HOME', ['temporalio']],
    ] as const) {
      const home = path.join(folder, variable);
      await mkdir(path.join(home, ...below), { recursive: true });
      await writeFile(path.join(home, ...below, 'temporal.toml'), profile);
      assert.deepEqual(await settings({ [variable]: home }, nothingInConfig), expected, variable);
    }
  });

  it('is resolved for each setting alone', async () => {
    const variables = { TEMPORAL_CONFIG_FILE: await toml(profile), TEMPORAL_NAMESPACE: 'of-variable' };
    const onlyAddress: Config = { temporal: { address: 'config:7233' }, connect: {} };
    assert.deepEqual(await settings(variables, onlyAddress), {
      address: 'config:7233',
      namespace: 'of-variable',
    });
  });

  it("is Temporal's own default, when nothing is set", async () => {
    assert.deepEqual(await settings({}, nothingInConfig), { address: undefined, namespace: 'default' });
  });

  it('is that of the profile that TEMPORAL_PROFILE names', async () => {
    const file = await toml(`${profile}[profile.staging]\naddress = "staging:7233"\n`);
    assert.deepEqual(
      await settings({ TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'staging' }, nothingInConfig),
      { address: 'staging:7233', namespace: 'default' },
    );
    await assert.rejects(
      settings({ TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'stagign' }, nothingInConfig),
      /stagign/,
    );
  });

  it('is reached with a key, and so with TLS, unless that is turned off', async () => {
    await withEnvironment({ HOME: folder, TEMPORAL_API_KEY: 'secret' }, () => {
      const { connection } = temporalSettings(inConfig);
      assert.equal(connection.apiKey, 'secret');
      assert.equal(connection.tls, true);
    });
    await withEnvironment({ HOME: folder, TEMPORAL_API_KEY: 'secret', TEMPORAL_TLS: 'false' }, () => {
      assert.equal(temporalSettings(inConfig).connection.tls, false);
    });
  });

  it('is reached with the certificates of temporal.toml, also when a variable sets one other thing of TLS', async () => {
    const TEMPORAL_CONFIG_FILE = await toml(
      '[profile.default.tls]\nclient_cert_data = "certificate"\nclient_key_data = "key"\n',
    );
    const variables = { HOME: folder, TEMPORAL_CONFIG_FILE, TEMPORAL_TLS_SERVER_NAME: 'temporal.example' };
    await withEnvironment(variables, () => {
      const { tls } = temporalSettings(nothingInConfig).connection;
      assert.ok(typeof tls === 'object' && tls !== null);
      assert.equal(tls.serverNameOverride, 'temporal.example');
      assert.equal(Buffer.from(tls.clientCertPair?.crt ?? []).toString(), 'certificate');
    });
  });

  it('is said to be unreadable when temporal.toml is no TOML', async () => {
    await assert.rejects(settings({ TEMPORAL_CONFIG_FILE: await toml('[profile') }, inConfig), Error);
  });
});
