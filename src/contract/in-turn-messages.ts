import { signal, update } from './define';
import { Misshapen, strictObject, text, type Shape } from './shape';

/** Somebody has taken on what {@link callInTurn} calls people about. */
export interface Acknowledgement {
  /** Who, such as `alex`; 1 to 200 characters. */
  readonly by: string;
}

const acknowledgement: Shape<Acknowledgement> = strictObject<Acknowledgement>({
  by: (value, at) => {
    const by = text(200)(value, at);
    if (by === '') throw new Misshapen(at, 'say who acknowledges');
    return by;
  },
});

/** Ends the calls in turn at once, and stops a phone that rings. */
export const acknowledgeUpdate = update<Acknowledgement, Acknowledgement>('acknowledge', {
  shape: acknowledgement,
});

/** The same as a signal, for workflows and clients that cannot send updates. One that comes before the first call counts, too. */
export const acknowledgeSignal = signal<Acknowledgement>('acknowledge', { shape: acknowledgement });
