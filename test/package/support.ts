import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { name } from '../../package.json';

export const root = path.join(__dirname, '..', '..');

/** A project that uses the package: a folder with a package.json of its own. */
export interface Project {
  readonly folder: string;
  /** Write a file into it; gives its path. */
  write(file: string, text: string): Promise<string>;
  /** Run node in it; rejects with what it printed unless it succeeds. Gives its standard output. */
  node(...args: string[]): Promise<string>;
  npm(...args: string[]): Promise<string>;
  remove(): Promise<void>;
}

export async function emptyProject(): Promise<Project> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'consumer-')));
  const run = async (command: string, args: string[]) =>
    (await promisify(execFile)(command, args, { cwd: folder, maxBuffer: 2 ** 26 })).stdout;
  const project: Project = {
    folder,
    write: async (file, text) => {
      const target = path.join(folder, file);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, text);
      return target;
    },
    node: (...args) => run(process.execPath, args),
    npm: (...args) => run('npm', args),
    remove: () => rm(folder, { recursive: true }),
  };
  await project.write('package.json', JSON.stringify({ name: 'consumer', private: true }));
  return project;
}

/** What would be published, packed into the project: the tarball's path and the files in it. */
export async function pack(
  project: Project,
  ...options: string[]
): Promise<{ tarball: string; files: string[] }> {
  const printed = await project.npm('pack', root, '--json', ...options);
  // Scripts of the package print before the JSON.
  const [packed] = packSchema.parse(JSON.parse(printed.slice(printed.indexOf('[\n'))));
  return {
    tarball: path.join(project.folder, packed.filename),
    files: packed.files.map((file) => file.path),
  };
}

const packSchema = z.tuple([
  z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) }),
]);

/** A project with the packed package and the packages that this repository has: as if installed, in a second. */
export async function projectWithPackage(): Promise<Project & { readonly files: string[] }> {
  const project = await emptyProject();
  // What `npm test` has just built; building again is the full test's.
  const { tarball, files } = await pack(project, '--ignore-scripts');
  const modules = path.join(project.folder, 'node_modules');
  const own = path.join(modules, name);
  await mkdir(own, { recursive: true });
  await promisify(execFile)('tar', ['-xzf', tarball, '-C', own, '--strip-components=1']);
  for (const other of await readdir(path.join(root, 'node_modules'))) {
    if (!other.startsWith('.')) {
      await symlink(path.join(root, 'node_modules', other), path.join(modules, other));
    }
  }
  return { ...project, files };
}
