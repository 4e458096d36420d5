import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { Change } from './change';
import { changeSchema } from './change-schema';
import { simulatedAt, type ClockStart } from './clock';

const clockStartSchema = z.object({
  type: z.literal('clock-started'),
  real: z.number(),
  simulated: z.number(),
  speed: z.number(),
});

const entrySchema = z.union([clockStartSchema, changeSchema]);

type Entry = z.infer<typeof entrySchema>;

/**
 * A file of all changes, one JSON object per line. Each is written before it is applied, and so before its request is
 * answered. There is no `fsync`: changes survive a killed process but not a power failure. A write costs some microseconds;
 * an `fsync` would cost some milliseconds.
 */
export class Journal {
  private constructor(
    private readonly file: number,
    /** The changes in the file when it was opened. */
    readonly changes: readonly Change[],
    private readonly lastClock: ClockStart | undefined,
  ) {}

  /**
   * Open or create the file. An incomplete last line is removed, because its request was never answered.
   *
   * @throws Error with the first invalid line
   */
  static open(path: string): Journal {
    const file = openSync(path, 'a+');
    try {
      const content = readFileSync(file);
      const complete = content.subarray(0, content.lastIndexOf('\n') + 1);
      if (complete.length < content.length) ftruncateSync(file, complete.length);
      const entries = complete
        .toString('utf8')
        .split('\n')
        .slice(0, -1)
        .map((line, index) => entryOf(line, `${path}:${index + 1}`));
      return new Journal(file, entries.filter(isChange), entries.findLast(isClockStart));
    } catch (error) {
      closeSync(file);
      throw error;
    }
  }

  append(change: Change): void {
    this.write(change);
  }

  /** Start a clock that continues the previous one, as if that had run until now. */
  startClock(speed: number, real: number): ClockStart {
    const simulated = this.lastClock ? simulatedAt(this.lastClock, real) : real;
    const start = { real, simulated, speed };
    this.write({ type: 'clock-started', ...start });
    return start;
  }

  close(): void {
    closeSync(this.file);
  }

  private write(entry: Entry): void {
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
    for (let written = 0; written < line.length;) written += writeSync(this.file, line, written);
  }
}

function entryOf(line: string, where: string): Entry {
  try {
    return entrySchema.parse(JSON.parse(line));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Error(`The simulator can't read its journal, ${where}: ${why}`, { cause });
  }
}

function isClockStart(entry: Entry): entry is z.infer<typeof clockStartSchema> {
  return entry.type === 'clock-started';
}

function isChange(entry: Entry): entry is Change {
  return entry.type !== 'clock-started';
}
