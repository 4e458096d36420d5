/** For `--allowed-countries US,CA`; the request's schema checks the codes. */
export function toCountries(list: string): string[] {
  return list.split(',').map((code) => code.trim());
}
