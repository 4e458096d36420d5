import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The rows of the table of docs/journeys.md that says how often a phone rings. */
export function ringsInDocs(): string[][] {
  const page = readFileSync(path.join(__dirname, '../../../docs/journeys.md'), 'utf8');
  const [, table = ''] = page.split('<!-- rings -->');
  const [, , ...rows] = table.trim().split('\n');
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}
