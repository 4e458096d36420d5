import type { Context } from 'mocha';
import { ExecutableNotFoundError, findSqsServer, type FindOptions } from '../../src/embedded';
import { onPath } from '../../src/embedded/executable-file';
import { findEventRuler } from './event-ruler';
import { skipBecause } from './skip';

/** How long the `before` may take: another process may be getting the same thing from Maven first. */
const GET_MS = 30 * 60_000;

/** A `before` for tests that need an SQS server: gets ElasticMQ, or skips them where this machine has no Java and Maven for it. */
export async function needsSqsServer(this: Context): Promise<void> {
  this.timeout(GET_MS);
  await findOrSkip(this, 'ElasticMQ', findSqsServer);
}

/** A `before` for tests that need the Event Ruler, which comes from Maven too. */
export async function needsEventRuler(this: Context): Promise<void> {
  this.timeout(GET_MS);
  await findOrSkip(this, 'the Event Ruler', findEventRuler);
}

/** A `before` for tests that run Maven themselves. */
export async function skipWithoutJava(this: Context): Promise<void> {
  const missing = await missingTools();
  if (missing !== '') skipBecause(this, `not on PATH: ${missing}`);
}

async function findOrSkip(
  running: Context,
  what: string,
  find: (options: FindOptions) => Promise<string>,
): Promise<void> {
  try {
    await find({ report: console.log });
  } catch (error) {
    const missing = await missingTools();
    if (!(error instanceof ExecutableNotFoundError) || missing === '') throw error;
    skipBecause(running, `${what} needs what is not on PATH: ${missing}`);
  }
}

/** Of what Maven and what comes from it need; empty where all is there. */
async function missingTools(): Promise<string> {
  const missing: string[] = [];
  for (const name of ['java', 'mvn']) {
    if ((await onPath(name, process.env)) === undefined) missing.push(name);
  }
  return missing.join(', ');
}
