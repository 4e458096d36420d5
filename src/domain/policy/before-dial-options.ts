import { z } from 'zod';
import { duration, minutes, seconds } from './duration';

const named = (what: string, example: string) =>
  z
    .string({ error: `expected the name of ${what}, such as ${example}` })
    .min(1)
    .max(200);

/** Whom to ask whether a call may be made, immediately before it is. */
export const beforeDialSchema = z.strictObject({
  /** An activity of your own, in any language: it is given a `BeforeDialQuestion`, and answers with a `BeforeDialAnswer`. */
  activity: named('an activity', '"mayCall"'),
  /** The Temporal task queue of a worker that has this activity. */
  taskQueue: named('a task queue', '"crm"'),
  /** How long one asking may take; then it is asked again. @default 10 seconds */
  timeout: duration({ min: 1 * seconds, max: 10 * minutes }).default(10 * seconds),
});
