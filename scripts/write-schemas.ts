// Write schemas/*.schema.json from the zod schemas: npm run schemas. A test fails when the files are outdated.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { jsonSchemas } from '../src/domain/call/json-schema';

async function main(): Promise<void> {
  for (const [name, schema] of Object.entries(jsonSchemas())) {
    const file = path.join(__dirname, '..', 'schemas', `${name}.schema.json`);
    const text = await format(JSON.stringify(schema), { ...(await resolveConfig(file)), parser: 'json' });
    writeFileSync(file, text);
    console.log(file);
  }
}

void main();
