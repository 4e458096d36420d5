import assert from 'node:assert/strict';
import path from 'node:path';
import { name } from '../../package.json';
import { projectWithPackage, root, type Project } from './support';

/** Every line after an expectation must be wrong: where declarations are not found, everything is right. */
const consumer = `
import { defineConfig, FailureType, OutboundCalls, type OutboundCallInput } from '${name}';
import { outboundCall, statusQuery } from '${name}/workflows';
import { awsConnect, createActivities } from '${name}/activities';
import { createOutboundWorker, OutboundCallsPlugin } from '${name}/worker';
import { encrypted, keysFromEnvironment } from '${name}/encryption';
import { startContactEvents } from '${name}/events';
import { startSimulator } from '${name}/simulator';
import { createLocalTestEnvironment, simulatedConnect } from '${name}/testing';

export default defineConfig({
  temporal: { dataConverter: ({ namespace }) => encrypted({ keys: keysFromEnvironment(), namespace }) },
  connect: { region: 'eu-central-1' },
});
// @ts-expect-error
encrypted({ keys: keysFromEnvironment() });
// @ts-expect-error
defineConfig({ connect: { regoin: 'eu-central-1' } });

new OutboundCallsPlugin({ connect: awsConnect(), quotas: { dialsPerSecond: 2 }, events: { queueUrl: 'u' } });
// @ts-expect-error
new OutboundCallsPlugin({ connect: awsConnect(), quotas: { dialsPerSecnd: 2 } });

export const request: OutboundCallInput = {
  destinationPhoneNumber: '+12065550100',
  policy: {
    instanceId: 'i',
    contactFlowId: 'f',
    reachedWhen: 'agent',
    steps: [{ queueId: 'q', attempts: 2, retryAfter: '30 minutes' }],
    on: { busy: { action: 'retry', retryAfter: '5 minutes' }, voicemail: 'stop' },
  },
};
// @ts-expect-error
request.policy.steps = 'none';

export async function start(calls: OutboundCalls): Promise<string> {
  // @ts-expect-error
  await calls.start(request, { workflowId: 'a', temporal: { cronSchedule: '* * * * *' } });
  const call = await calls.start(request, { workflowId: 'a' });
  const { outcome, attempts } = await call.result();
  // @ts-expect-error
  const wrong: number = attempts;
  return outcome + FailureType.Throttled + String(wrong);
}

const entries = {
  outboundCall, statusQuery, awsConnect, createActivities, createOutboundWorker, OutboundCallsPlugin,
  startContactEvents, startSimulator, createLocalTestEnvironment, simulatedConnect, encrypted, keysFromEnvironment,
};
type IsAny<T> = 0 extends 1 & T ? true : false;
type Known<T> = { [Name in keyof T]: IsAny<T[Name]> extends true ? never : true };
export const known: Known<typeof entries> = {
  outboundCall: true, statusQuery: true, awsConnect: true, createActivities: true, createOutboundWorker: true,
  OutboundCallsPlugin: true, startContactEvents: true, startSimulator: true, createLocalTestEnvironment: true, simulatedConnect: true,
  encrypted: true, keysFromEnvironment: true,
};
`;

describe('the types of the package as it is published', () => {
  let project: Project;
  before(async () => {
    project = await projectWithPackage();
    await project.write('consumer.ts', consumer);
    await project.write('consumer.mts', consumer);
  });
  after(() => project.remove());

  const settings: [name: string, files: readonly string[], options: object][] = [
    // What the default project of Temporal's generator used for years.
    [
      'node10',
      ['consumer.ts'],
      { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0', esModuleInterop: true },
    ],
    // As CommonJS and as ES modules.
    ['node16', ['consumer.ts', 'consumer.mts'], { module: 'node16', moduleResolution: 'node16' }],
  ];
  for (const [name, files, options] of settings) {
    it(`are found with the module resolution ${name}`, async () => {
      const tsconfig = await project.write(
        'tsconfig.json',
        JSON.stringify({
          compilerOptions: {
            ...{ target: 'es2022', strict: true, noEmit: true, skipLibCheck: true, types: ['node'] },
            ...options,
          },
          files,
        }),
      );
      const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
      assert.equal(await errorsOf(project.node(tsc, '-p', tsconfig)), '');
    });
  }
});

/** What the compiler says; nothing when all is well. */
async function errorsOf(compiling: Promise<string>): Promise<string> {
  try {
    return await compiling;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'stdout' in error
      ? String(error.stdout)
      : String(error);
  }
}
