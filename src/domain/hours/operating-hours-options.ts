import { connectId } from '../policy/dial-options';
import { days, duration, hours, seconds } from '../policy/duration';

/** Calling hours that are kept in Amazon Connect. */
export const operatingHoursOptions = {
  /**
   * Hours of operation of the instance that must be open too, overrides included, so that holidays and exceptions are kept only in
   * Amazon Connect. Without `weekly` they are the only hours of the policy. @default none
   */
  hoursOfOperationId: connectId('operating-hours').optional(),
  /** How old fetched hours may be when a call is dialed. @default 1 hour */
  hoursMaxAge: duration({ min: 1 * seconds }).default(1 * hours),
  /** How long fetched hours may be used while Amazon Connect is unreachable; after that nothing is dialed. @default 7 days */
  hoursStaleIfError: duration().default(7 * days),
};
