import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  bundleWorkflowCode,
  DefaultLogger,
  type BundleOptions,
  type WorkflowBundlePath,
} from '@temporalio/worker';
import { makeEntry, withLock } from '../../src/embedded/cache';
import { runFolder } from './run-folder';

/** The package's workflows, bundled once for all processes of a test run. */
export const workflowBundle = bundled('workflows');

/** The same, with the failure converter of encryption. */
export const encryptedWorkflowBundle = bundled('encrypted-workflows', {
  failureConverterPath: require.resolve('../../src/encryption/failure-converter'),
});

/** @param options.workflowsPath @default the package's workflows */
export function bundled(
  name: string,
  options: Partial<Pick<BundleOptions, 'workflowsPath' | 'failureConverterPath'>> = {},
): () => Promise<WorkflowBundlePath> {
  const silent = () => undefined;
  return () => {
    const codePath = path.join(runFolder(), name, 'workflows.js');
    return withLock(runFolder(), name, silent, async () => {
      if (existsSync(codePath)) return { codePath };
      await makeEntry(runFolder(), name, async (folder) => {
        const { code } = await bundleWorkflowCode({
          workflowsPath: require.resolve('../../workflows'),
          logger: new DefaultLogger('ERROR'),
          ...options,
        });
        await writeFile(path.join(folder, 'workflows.js'), withoutSources(code, codePath));
      });
      return { codePath };
    });
  };
}

/**
 * The bundle with a source map that names lines but doesn't repeat the sources, which are nine tenths of a bundle. Every worker of
 * every test parses it.
 */
function withoutSources(code: string, file: string): string {
  const [, statements = '', base64 = ''] =
    /^([^]*)\/\/# sourceMappingURL=data:application\/json[^,]*;base64,(\S+)\s*$/.exec(code) ?? [];
  const map = JSON.parse(Buffer.from(base64, 'base64').toString()) as object;
  const short = JSON.stringify({ ...map, file, sourcesContent: undefined });
  return `${statements}//# sourceMappingURL=data:application/json;base64,${Buffer.from(short).toString('base64')}\n`;
}
