// Make one file of the built workflows. Every worker bundles them again into its own sandbox code, module by module and
// with comments, so fewer modules and no comments make the bundle of everyone who uses them smaller.
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
  minifyWhitespace: true,
  lineLimit: 120,
  sourcemap: 'linked',
  logLevel: 'warning',
});
