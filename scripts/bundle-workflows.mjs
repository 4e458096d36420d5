// Make one file of the built workflows. Every worker bundles them again into its own sandbox code, module by module and
// with comments, so fewer modules, no comments and short names make the bundle of everyone who uses them smaller.
// Functions keep their names, for stack traces.
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
