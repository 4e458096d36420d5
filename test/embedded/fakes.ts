import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Download } from '../../src/embedded/sdk-download';

/** What a Temporal CLI answers to --version. */
export const CLI_VERSION = 'temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)';

/** A machine with nothing on PATH and nothing in its cache. */
export type Machine = {
  readonly folder: string;
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
  readonly reports: string[];
  readonly report: (line: string) => void;
  /** Put a shell script on PATH. It finds no other programs there, so it has to name them by path. */
  install(name: string, script: string): string;
  /** How often a script appended a line to this file of the machine. */
  linesIn(name: string): string[];
  discard(): void;
};

export function emptyMachine(): Machine {
  const folder = mkdtempSync(path.join(tmpdir(), 'embedded-'));
  const bin = path.join(folder, 'bin');
  mkdirSync(bin);
  const reports: string[] = [];
  return {
    folder,
    cache: path.join(folder, 'cache', 'temporal-amazon-connect'),
    env: { PATH: bin, HOME: folder, MACHINE: folder, XDG_CACHE_HOME: path.join(folder, 'cache') },
    reports,
    report: (line) => reports.push(line),
    install: (name, script) => writeScript(path.join(bin, name), script),
    linesIn: (name) => {
      try {
        return readFileSync(path.join(folder, name), 'utf8').split('\n').filter(Boolean);
      } catch {
        return [];
      }
    },
    discard: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function writeScript(file: string, script: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

/** A `go` that installs a CLI, and counts its builds in the machine's file "builds". */
export const GO = `
echo "$*" >> "$MACHINE/builds"
printf '#!/bin/sh\\necho "${CLI_VERSION}"\\n' > "$GOBIN/temporal"
/bin/chmod +x "$GOBIN/temporal"`;

export const unreachable: Download = () => Promise.reject(new Error('host not reachable'));

/** A download host that has a Temporal CLI and a test server. */
export const reachable: Download = (_, folder) =>
  Promise.resolve(writeScript(path.join(folder, 'temporal-sdk'), `echo "${CLI_VERSION}"`));
