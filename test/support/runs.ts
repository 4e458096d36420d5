/**
 * How many cases a property is tried on: so many in `npm test`, four times as many in `npm run test:full`, which runs the files of
 * properties again (.mocharc.full.cjs).
 */
export function runs(quick: number): number {
  return quick * Number(process.env['TEST_RUNS'] ?? 1);
}
