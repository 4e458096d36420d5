// Bundle the built workflows into one file. Every worker bundles them again with modules and comments, so one module without
// comments and with short names makes these bundles smaller. Functions keep their names, for stack traces.
import path from 'node:path';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '..');

await build({
  entryPoints: [path.join(root, 'workflows', 'index.ts')],
  outfile: path.join(root, 'lib', 'workflows', 'index.js'),
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'cjs',
  target: 'es2022',
  minify: true,
  keepNames: true,
  lineLimit: 120,
  sourcemap: 'linked',
  logLevel: 'warning',
});
