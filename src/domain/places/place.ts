/** Where the callee may be. With several zones or regions, the callee is in one of them, and a dial must be permitted in all. */
export interface Place {
  /** IANA zones; empty when unknown. */
  readonly zones: readonly string[];
  /**
   * ISO 3166-2 (`US-WA`) if known, else ISO 3166-1 (`FR`); empty when unknown. A bare `US` means any region of it. A territory with
   * its own country code uses that: `PR`, not `US-PR`.
   */
  readonly regions: readonly string[];
  /** Where the zones come from. */
  readonly zonesFrom: PlaceSource;
  /** Where the regions come from. */
  readonly regionsFrom: PlaceSource;
}

export type PlaceSource = 'time-zone' | 'postcode' | 'region' | 'number' | 'policy-default' | 'unknown';
