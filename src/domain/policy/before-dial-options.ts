import { z } from 'zod';
import { duration, minutes, seconds } from './duration';

const named = (what: string, example: string) =>
  z
    .string({ error: `expected the name of ${what}, such as ${example}` })
    .min(1)
    .max(200);

/** The activity that is queried before every dial. */
export const beforeDialSchema = z.strictObject({
  /** Your own activity, in any language. It receives a `BeforeDialQuestion` and returns a `BeforeDialAnswer`. */
  activity: named('an activity', '"mayCall"'),
  /** The Temporal task queue of a worker that has this activity. */
  taskQueue: named('a task queue', '"crm"'),
  /** How long one try may take; then the activity is retried. @default 10 seconds */
  timeout: duration({ min: 1 * seconds, max: 10 * minutes }).default(10 * seconds),
});
