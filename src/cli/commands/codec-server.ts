import { readFile } from 'node:fs/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { loadConfig, temporalSettings } from '../../config';
import { serve } from '../../health';
import { codecRoutes } from '../codec-server/routes';
import { runUntilStopped } from '../lifetime';
import { note } from '../output';
import { wholeNumber } from './simulator';

interface CodecServerFlags {
  readonly config?: string;
  readonly namespace?: readonly string[];
  readonly port: number;
  readonly host: string;
  readonly uiOrigin: readonly string[];
  readonly tokenFile?: string;
  readonly allowPlainHttp?: boolean;
}

const tokenVariable = 'OUTBOUND_CODEC_TOKEN';

/** Of the UI of `outbound dev` and of Temporal's development server. */
const defaultOrigins: readonly string[] = ['http://localhost:8233', 'http://127.0.0.1:8233'];

export function addCodecServer(program: Command): void {
  program
    .command('codec-server')
    .description(
      'Decrypt payloads for the Temporal UI and CLI, with temporal.dataConverter of the settings, until Ctrl-C.',
    )
    .addOption(
      new Option(
        '--config <file>',
        'settings (default: temporal.config.ts in this folder or above, within the project)',
      ),
    )
    .option(
      '--namespace <name...>',
      'Temporal namespaces to serve (default: TEMPORAL_NAMESPACE, the settings, "default")',
    )
    .option('--port <port>', 'TCP port; 0 picks a free one', wholeNumber, 8081)
    .option('--host <address>', 'where to listen; other machines need a token', '127.0.0.1')
    .option(
      '--ui-origin <url...>',
      'origin of the Temporal UI: no other web page may use it',
      origins,
      defaultOrigins,
    )
    .option(
      '--token-file <file>',
      `file with the secret that clients send as "Authorization: Bearer …" (default: ${tokenVariable})`,
    )
    .option('--allow-plain-http', 'listen for other machines without TLS: a proxy in front must add it')
    .addHelpText(
      'after',
      '\nExample:\n  $ outbound codec-server --port 8081\n  $ temporal workflow show --workflow-id reminder-A-1001 --codec-endpoint http://127.0.0.1:8081',
    )
    .action(async (flags: CodecServerFlags) => {
      const { config } = await loadConfig({ file: flags.config });
      const { dataConverter } = config.temporal;
      const namespaces = flags.namespace ?? [temporalSettings(config).namespace];
      const codecs = new Map(
        namespaces.map((name) => [name, dataConverter?.(name).payloadCodecs ?? []] as const),
      );
      if ([...codecs.values()].some((ones) => ones.length === 0)) {
        throw new Error(
          'There is nothing to decrypt: temporal.dataConverter of the settings has no payloadCodecs. See docs/encryption.md.',
        );
      }
      const token = await tokenOf(flags);
      refuseOpenDoor(flags, token);
      const [defaultNamespace = ''] = namespaces;
      const routes = codecRoutes({ codecs, defaultNamespace, origins: flags.uiOrigin, token });
      await runUntilStopped(
        async ({ add }) => {
          const server = await serve('The codec server', routes, flags);
          add('codec server', { stop: () => server.close() });
          console.log(
            `Codec server: ${server.url}, namespace ${namespaces.join(', ')}, for the UI at ${flags.uiOrigin.join(', ')}${token === undefined ? ', without a token' : ''}`,
          );
        },
        { report: note },
      );
    });
}

async function tokenOf({ tokenFile }: CodecServerFlags): Promise<string | undefined> {
  const token = tokenFile === undefined ? process.env[tokenVariable] : await readFile(tokenFile, 'utf8');
  const trimmed = token?.trim();
  if (trimmed === undefined || (trimmed === '' && tokenFile === undefined)) return undefined;
  // What a bearer token may consist of: RFC 6750, section 2.1.
  if (/^[\w.~+/-]+=*$/.test(trimmed) && trimmed.length >= shortestToken) return trimmed;
  throw new Error(
    `The token must have at least ${shortestToken} characters, only letters, digits and -._~+/=. Make one with: openssl rand -base64 32`,
  );
}

const shortestToken = 32;

/** It decrypts for everyone who reaches it. */
function refuseOpenDoor({ host, allowPlainHttp }: CodecServerFlags, token: string | undefined): void {
  if (/^(localhost|127(\.\d+){3}|::1)$/.test(host)) return;
  if (token === undefined) {
    throw new Error(
      `Other machines can reach ${host}: set ${tokenVariable} or --token-file, or listen on 127.0.0.1. Make a token with: openssl rand -base64 32`,
    );
  }
  if (!allowPlainHttp) {
    throw new Error(
      `Other machines can reach ${host}, and this server has no TLS, so its responses can be read in transit. Put a proxy with TLS in front, and add --allow-plain-http.`,
    );
  }
}

function origins(value: string, previous: readonly string[]): readonly string[] {
  if (!URL.canParse(value))
    throw new InvalidArgumentError('Expected a URL, such as https://temporal.example.');
  const { origin } = new URL(value);
  return previous === defaultOrigins ? [origin] : [...previous, origin];
}
