import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { keyNamed } from '../encryption/support';
import { localServer } from '../support/shared-servers';
import { root } from './outbound';

interface Settings {
  readonly temporal?: object;
  readonly connect?: object;
  readonly ledger?: object;
  readonly worker?: object;
}

/** As a user would write them; with a key of their own by default. @param keys source text */
export async function writeSettings(
  folder: string,
  settings: Settings,
  keys = JSON.stringify([keyNamed('test')]),
): Promise<void> {
  const { temporal: connection, ...others } = settings;
  await writeFile(
    path.join(folder, 'temporal.config.ts'),
    `import { encrypted, keysFromFile } from ${JSON.stringify(path.join(root, 'lib', 'src', 'encryption'))};
     const dataConverter = ({ namespace }) => encrypted({ keys: ${keys}, namespace });
     export default { temporal: { ...${JSON.stringify(connection ?? {})}, dataConverter }, ...${JSON.stringify(others)} };`,
  );
}

/** Where a command finds the workflows of this client. */
export async function placeOf(
  client: Client,
): Promise<{ readonly address: string; readonly namespace: string }> {
  const { address } = (await localServer()).temporalServer;
  return { address, namespace: client.options.namespace };
}
