import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import { whyUnsafe } from './unsafe-file';

/**
 * The default export of a TypeScript or JavaScript file. Node 20 can't run TypeScript by itself. Nothing compiled is kept: by default it
 * would be written to a folder that all users of the machine share, readable and trusted by whoever runs the file next.
 *
 * @throws Error when other users may have written the file; ENOENT if the file itself is missing, not one of its imports
 */
export async function importCode(file: string): Promise<unknown> {
  const folder = path.dirname(file);
  const unsafe = whyUnsafe(await stat(file), await stat(folder), process.getuid?.());
  if (unsafe !== undefined && !(await isReadOnly(folder)))
    throw new Error(`${unsafe} It would be run with all rights of this process.`);
  const { createJiti } = await import('jiti');
  return createJiti(__filename, { fsCache: false }).import(file, { default: true });
}

/** Nobody can write there, whatever the modes say: Kubernetes mounts a ConfigMap read-only, in a folder with all rights for all users. */
async function isReadOnly(folder: string): Promise<boolean> {
  const error: unknown = await access(folder, constants.W_OK).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error && 'code' in error && error.code === 'EROFS';
}
