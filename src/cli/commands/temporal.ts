import type { Command } from 'commander';
import { SearchAttribute } from '../../contract/search-attributes';
import { startTemporalServer } from '../../embedded/temporal-server';
import { runUntilStopped } from '../lifetime';
import { note } from '../output';
import { wholeNumber } from './simulator';

interface TemporalFlags {
  readonly port?: number;
  readonly uiPort?: number;
  readonly dbFile?: string;
}

export function addTemporal(program: Command): void {
  program
    .command('temporal')
    .description("Run Temporal's development server with its web UI on loopback, until Ctrl-C.")
    .option('--port <port>', 'port of the frontend (default: 7233 if free)', wholeNumber)
    .option('--ui-port <port>', 'port of the web UI (default: 8233 if free)', wholeNumber)
    .option('--db-file <file>', 'SQLite file that keeps everything across restarts (default: in memory)')
    .addHelpText('after', '\nExample:\n  $ outbound temporal --db-file temporal.db')
    .action(async (flags: TemporalFlags) => {
      const ending = await runUntilStopped(
        async ({ add }) => {
          const server = await startTemporalServer({
            ...flags,
            preferWellKnownPorts: true,
            searchAttributes: Object.values(SearchAttribute),
            report: note,
          });
          add('Temporal server', server);
          console.log(`Temporal: ${server.address}, web UI: ${server.uiUrl ?? 'off'}`);
        },
        { report: note },
      );
      process.exitCode = ending.kind === 'crash' ? 1 : 0;
    });
}
