import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { version } from '../../package.json';
import { historyFromJson, historyJson } from '../../src/testing/history-json';
import { neutral } from './neutral';

/** Histories of calls as a version of this package made them: a folder for each version, a file for each run. */
const folder = path.join(__dirname, '..', 'histories');

type History = ReturnType<typeof historyFromJson>;

export interface Recording {
  /** `0.1.0/answered` */
  readonly name: string;
  /** One run of a workflow, as Temporal's tools write it. */
  readonly json: string;
  readonly history: History;
}

/** Those of every version, as long as a call of it may be running somewhere. */
export async function recordings(): Promise<Recording[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => {
      const json = await readFile(path.join(folder, file), 'utf8');
      const name = file.replace(/\.json$/, '').replaceAll(path.sep, '/');
      return { name, json, history: historyFromJson(json) };
    }),
  );
}

/** Those of this version, by the scenario that they are of. */
export async function recordedScenarios(): Promise<Set<string>> {
  const own = path.join(folder, version);
  const files = existsSync(own) ? await readdir(own) : [];
  return new Set(files.map((file) => file.replace(/(\.run-\d+)?\.json$/, '')));
}

/** @returns the files */
export async function write(scenario: string, histories: readonly History[]): Promise<string[]> {
  const own = path.join(folder, version);
  await mkdir(own, { recursive: true });
  return Promise.all(
    histories.map(async (history, index) => {
      const run = histories.length > 1 ? `.run-${index + 1}` : '';
      const file = path.join(own, `${scenario}${run}.json`);
      await writeFile(file, eventPerLine(neutral(historyJson(history))));
      return file;
    }),
  );
}

/** A difference can be read, and indentation would double the size. */
function eventPerLine(json: string): string {
  const { events } = JSON.parse(json) as { events: unknown[] };
  return `{"events":[\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]}\n`;
}
