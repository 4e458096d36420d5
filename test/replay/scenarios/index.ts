import type { Scenario } from '../scenario';
import { lookingUp } from './looking-up';
import { acrossCalls } from './across-calls';
import { cancelled } from './cancelled';
import { ladder } from './ladder';
import { lines } from './lines';
import { long } from './long';
import { lost } from './lost';
import { settings } from './settings';
import { reported } from './reported';
import { waiting } from './waiting';

/** Every way that a call can take. */
export const scenarios: readonly Scenario[] = [
  ...ladder,
  ...waiting,
  ...lost,
  ...cancelled,
  ...reported,
  ...long,
  ...settings,
  ...lines,
  ...lookingUp,
  ...acrossCalls,
];
