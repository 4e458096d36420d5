import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const variable = 'OUTBOUND_TEST_RUN_FOLDER';

/** A temporary folder that all processes of a test run share: the first process makes it, before it starts the others. */
export function runFolder(): string {
  return (process.env[variable] ??= mkdtempSync(path.join(tmpdir(), 'outbound-tests-')));
}

export function removeRunFolder(): void {
  rmSync(runFolder(), { recursive: true, force: true });
}
