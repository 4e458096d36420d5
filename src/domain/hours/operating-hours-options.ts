import { identifier } from '../policy/dial-options';
import { days, duration, hours, seconds } from '../policy/duration';

/** Calling hours that are Amazon Connect's to keep. */
export const operatingHoursOptions = {
  /**
   * Hours of operation of the instance that must be open too, with their overrides: holidays and exceptions are kept in Amazon
   * Connect alone. Without `weekly` they are the only hours of the policy. @default none
   */
  hoursOfOperationId: identifier.optional(),
  /** How old an answer of Amazon Connect about those hours may be when a call is dialed by it. @default 1 hour */
  hoursMaxAge: duration({ min: 1 * seconds }).default(1 * hours),
  /** How long fetched hours may be used while Amazon Connect can't be asked; after that nothing is dialed. @default 7 days */
  hoursStaleIfError: duration().default(7 * days),
};
