// What the build bundles.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '..');
const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'es2022',
  lineLimit: 120,
  logLevel: 'warning',
};

// One file of the workflows. Every worker bundles them again into its own sandbox code, module by module and with comments, so
// fewer modules, no comments and short names make that bundle smaller. Functions keep their names, for stack traces.
await build({
  ...common,
  entryPoints: [path.join(root, 'workflows', 'index.ts')],
  outfile: path.join(root, 'lib', 'workflows', 'index.js'),
  packages: 'external',
  minify: true,
  keepNames: true,
  sourcemap: 'linked',
});

const license = await readFile(path.join(root, 'node_modules', 'temporal-polyfill', 'LICENSE'), 'utf8');

// The one dependency that is published as an ES module alone (src/domain/date-time.ts).
await build({
  ...common,
  entryPoints: [path.join(root, 'src', 'domain', 'date-time.ts')],
  outfile: path.join(root, 'lib', 'src', 'domain', 'date-time.js'),
  banner: { js: `/*! temporal-polyfill and temporal-utils\n\n${license}*/` },
});
