/** Where the callee may be. Several zones or regions mean: in one of them, and what is done must be allowed in all. */
export interface Place {
  /** IANA zones; empty where none can be known. */
  readonly zones: readonly string[];
  /**
   * ISO 3166-2 (`US-WA`) where known, else ISO 3166-1 (`FR`); empty where nothing is known. A bare `US` means: any region of
   * it. What has a country's code of its own goes by it: `PR`, not `US-PR`.
   */
  readonly regions: readonly string[];
  /** What told the zones. */
  readonly zonesFrom: PlaceSource;
  /** What told the regions. */
  readonly regionsFrom: PlaceSource;
}

export type PlaceSource = 'time-zone' | 'postcode' | 'region' | 'number' | 'policy-default' | 'unknown';
