import { InvalidArgumentError } from 'commander';
import { isSupportedCountry } from 'libphonenumber-js/max';

/** The value of `--country`. @throws InvalidArgumentError */
export function toCountry(code: string): string {
  if (isSupportedCountry(code)) return code;
  throw new InvalidArgumentError('Expected a country of ISO 3166, such as US or FR.');
}
