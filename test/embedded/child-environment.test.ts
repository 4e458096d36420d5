import assert from 'node:assert/strict';
import { childEnvironment } from '../../src/embedded/child-environment';
import { runCommand } from '../../src/embedded/run-command';

describe('the environment of child processes', () => {
  it('has what a download needs, and no credential, key or setting of calls', async () => {
    const needed = {
      PATH: '/usr/bin:/bin',
      HOME: '/home/someone',
      LC_ALL: 'C',
      XDG_CACHE_HOME: '/cache',
      https_proxy: 'http://proxy:3128',
      NO_PROXY: 'localhost',
      SSL_CERT_FILE: '/etc/own.pem',
      NODE_EXTRA_CA_CERTS: '/etc/own.pem',
      PIP_INDEX_URL: 'https://wheels.example/simple',
      UV_INDEX_URL: 'https://wheels.example/simple',
      GOPROXY: 'https://modules.example',
      GOFLAGS: '-mod=mod',
      GONOSUMDB: 'example.com',
      MAVEN_OPTS: '-Xmx1g',
      JAVA_HOME: '/opt/java',
    };
    const kept = {
      AWS_SECRET_ACCESS_KEY: 'a secret',
      AWS_SESSION_TOKEN: 'a secret',
      TEMPORAL_API_KEY: 'a secret',
      LEDGER_KEY: 'a secret',
      PAYLOAD_KEY: 'a secret',
      GOOGLE_APPLICATION_CREDENTIALS: 'a secret',
      NODE_AUTH_TOKEN: 'a secret',
      OUTBOUND_TEMPORAL_CLI: '/opt/temporal',
    };
    const seen = await environmentOfChild({ ...needed, ...kept });
    assert.deepEqual(Object.fromEntries(Object.entries(seen).filter(([name]) => name in needed)), needed);
    assert.deepEqual(
      Object.keys(seen).filter((name) => name in kept),
      [],
    );
  });

  it('has the variables that OUTBOUND_PASS_ENV names', async () => {
    const env = { PATH: '/usr/bin:/bin', REPOSITORY_USER: 'me', REPOSITORY_TOKEN: 'own', OTHER_TOKEN: 'no' };
    const seen = await environmentOfChild({ ...env, OUTBOUND_PASS_ENV: 'REPOSITORY_USER, REPOSITORY_TOKEN' });
    assert.deepEqual(
      [seen['REPOSITORY_USER'], seen['REPOSITORY_TOKEN'], seen['OTHER_TOKEN']],
      ['me', 'own', undefined],
    );
  });

  it('is never more than that of this process', () => {
    assert.deepEqual(childEnvironment({}), {});
  });

  async function environmentOfChild(env: NodeJS.ProcessEnv): Promise<Record<string, string | undefined>> {
    const { ok, output } = await runCommand('env', [], { env, timeoutMs: 30_000 });
    assert.ok(ok, output);
    return Object.fromEntries(
      output.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
  }
});
