import { query, update } from './define';
import { number, object, text } from './shape';

export interface DialToCount {
  /** A hash of the attempt's ID: a dial that is repeated counts once. */
  readonly attempt: string;
  /** The cap, by the settings of the worker that dials. */
  readonly most: number;
}

/** Count one more dial. False: the cap is reached, and the dial was not counted before. */
export const countDialUpdate = update<boolean, DialToCount>('countDial', {
  shape: object<DialToCount>({ attempt: text(16), most: number(0, 100_000) }),
});

/** How many dials were counted. */
export const dialsCountedQuery = query<number>('dialsCounted');
