// Write src/domain/places/data/area-*.json from Google's metadata of phone numbers: npm run places. A test fails when the files are outdated.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { areaRegions } from './places/area-regions';
import { areaZones } from './places/area-zones';

for (const [name, table] of Object.entries({ 'area-zones': areaZones(), 'area-regions': areaRegions() })) {
  const file = path.join(__dirname, '..', 'src', 'domain', 'places', 'data', `${name}.json`);
  writeFileSync(file, `${JSON.stringify(table, null, 2)}\n`);
  console.log(file);
}
