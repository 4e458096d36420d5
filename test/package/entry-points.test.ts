import assert from 'node:assert/strict';
import { readlink, symlink, unlink } from 'node:fs/promises';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { z } from 'zod';
import { build } from 'esbuild';
import { dependencies, exports as entryPoints, name, peerDependencies } from '../../package.json';
import { projectWithPackage, type Project } from './support';

const entries = Object.keys(entryPoints)
  .filter((entry) => !entry.endsWith('.json'))
  .map((entry) => name + entry.slice(1));

const namesSchema = z.array(z.array(z.string()));

describe('the package as it is published', () => {
  let project: Project & { readonly files: string[] };
  before(async () => {
    project = await projectWithPackage();
  });
  after(() => project.remove());

  it('holds what its entry points, its command and its source maps need, and no tests or leftovers', () => {
    const { files } = project;
    const targets = Object.values(entryPoints).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : Object.values(entry),
    );
    for (const target of targets) assert.ok(files.includes(target.replace('./', '')), target);
    for (const needed of [
      'bin/outbound.js',
      'src/index.ts',
      'deploy/contact-events.yaml',
      'LICENSE',
      'CHANGELOG.md',
    ]) {
      assert.ok(files.includes(needed), needed);
    }
    const unwanted = files.filter(
      (file) =>
        /(^|\/)(test|examples|bench|node_modules)\//.test(file) ||
        /\.(test\.|tsbuildinfo|tgz|log$)/.test(file) ||
        /^(lib\/)?temporal\.config/.test(file),
    );
    assert.deepEqual(unwanted, []);
  });

  it('is imported by CommonJS and by ES modules alike, with the same names', async () => {
    await project.write(
      'consumer.cjs',
      `const names = (module) => Object.keys(module).filter((name) => name !== '__esModule').sort();
       console.log(JSON.stringify(${JSON.stringify(entries)}.map((entry) => names(require(entry)))));`,
    );
    await project.write(
      'consumer.mjs',
      `const names = (module) => Object.keys(module).filter((name) => !['default', 'module.exports', '__esModule'].includes(name)).sort();
       const modules = [];
       for (const entry of ${JSON.stringify(entries)}) modules.push(names(await import(entry)));
       console.log(JSON.stringify(modules));`,
    );
    const fromCommonJs = namesSchema.parse(JSON.parse(await project.node('consumer.cjs')));
    const fromEsModules = namesSchema.parse(JSON.parse(await project.node('consumer.mjs')));
    assert.deepEqual(fromEsModules, fromCommonJs);
    for (const [index, names] of fromCommonJs.entries()) assert.ok(names.length > 0, entries[index]);
    assert.ok(fromCommonJs[0]?.includes('OutboundCalls'));
  });

  it('brings the JSON Schemas', async () => {
    await project.write(
      'schemas.cjs',
      `console.log(require('${name}/schemas/policy.schema.json').title, require('${name}/schemas/outbound-call-request.schema.json').title);`,
    );
    assert.equal((await project.node('schemas.cjs')).trim(), 'Policy OutboundCallRequest');
  });

  it('needs date-holidays when a policy names holidays, and not before: where it is missing it says what to install', async () => {
    const tables = path.join(project.folder, 'node_modules', 'date-holidays');
    const target = await readlink(tables);
    await unlink(tables);
    try {
      await project.write(
        'holidays.cjs',
        `const { createAlmanac } = require('${name}');
         try { createAlmanac().holidays('FR', 2026); } catch (error) { console.log(error.message); }`,
      );
      assert.match(await project.node('holidays.cjs'), /date-holidays.*npm install date-holidays/);
    } finally {
      await symlink(target, tables);
    }
  });

  it('hides what is no entry point', async () => {
    await project.write('hidden.cjs', `require('${name}/lib/src/connect');`);
    await assert.rejects(project.node('hidden.cjs'), /ERR_PACKAGE_PATH_NOT_EXPORTED/);
  });

  it('loads nothing to start calls but Temporal’s client, schemas and numbering plans', async () => {
    await project.write(
      'loaded.cjs',
      `require('${name}');
       const packages = Object.keys(require.cache).flatMap((file) => /.*node_modules[/]((?:@[^/]+[/])?[^/]+)/.exec(file)?.[1] ?? []);
       console.log(JSON.stringify([...new Set(packages)]));`,
    );
    const loaded = z.array(z.string()).parse(JSON.parse(await project.node('loaded.cjs')));
    const direct = Object.keys({ ...dependencies, ...peerDependencies });
    assert.deepEqual(loaded.filter((one) => direct.includes(one)).sort(), [
      '@temporalio/client',
      '@temporalio/common',
      // The client loads it.
      '@temporalio/proto',
      'libphonenumber-js',
      'lru-cache',
      'ms',
      'zod',
    ]);
  });

  it('makes a Lambda function that starts calls smaller than 3 MB, bundled', async () => {
    const entry = await project.write(
      'lambda.mjs',
      `import { Client, Connection } from '@temporalio/client';
       import { OutboundCalls } from '${name}';
       export async function handler({ request, workflowId }) {
         const calls = new OutboundCalls({ client: new Client({ connection: await Connection.connect() }) });
         return calls.start(request, { workflowId });
       }`,
    );
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      platform: 'node',
      target: 'node20',
      write: false,
    });
    const bytes = outputFiles[0]?.contents.length ?? Infinity;
    assert.ok(bytes < 3_000_000, `${bytes} bytes`);
  });

  it('brings workflows that bundle alone, and weigh little next to one that does nothing', async () => {
    const nothing = await bundled('nothing.mjs', 'export async function nothing() {}');
    const ours = await bundled('ours.mjs', `export * from '${name}/workflows';`);
    assert.ok(ours.includes('outboundCall'));
    assert.ok(ours.length <= 1.25 * nothing.length, `${ours.length} and ${nothing.length} characters`);
    // What only an activity may need: schemas, time zones, numbering plans.
    for (const heavy of ['zod', 'temporal-polyfill', 'libphonenumber-js', '@aws-sdk']) {
      assert.ok(!ours.includes(`node_modules/${heavy}/`), heavy);
    }
  });

  /** The code of a workflow bundle, without the source map that the bundle carries within. */
  async function bundled(file: string, text: string): Promise<string> {
    const { code } = await bundleWorkflowCode({
      workflowsPath: await project.write(file, text),
      logger: new DefaultLogger('ERROR'),
      // Paths are part of the code: these are the ones that an installed project has.
      webpackConfigHook: (config) => ({ ...config, resolve: { ...config.resolve, symlinks: false } }),
    });
    return code.replace(/\/\/# sourceMappingURL=.*/, '');
  }
});
