// What each entry point exports, as a report that is committed: `npm run api` fails when code and report differ, and
// `npm run api -- --write` writes the reports anew.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import pkg from '../package.json' with { type: 'json' };

const root = path.join(import.meta.dirname, '..');
const folder = path.join(root, 'api');
const isWriting = process.argv.includes('--write');

await mkdir(folder, { recursive: true });
const entries = Object.entries(pkg.exports).filter(([entry]) => !entry.endsWith('.json'));
const differing = entries.filter(
  ([entry, { types }]) => !isCurrent(entry === '.' ? 'index' : entry.slice(2), types),
);
if (differing.length > 0) {
  console.error(
    `The exports of ${differing.map(([entry]) => entry).join(', ')} differ from the reports in api/. If that is meant: npm run api -- --write`,
  );
  process.exitCode = 1;
}

function isCurrent(name, types) {
  const config = ExtractorConfig.prepare({
    configObjectFullPath: path.join(root, 'api-extractor.json'),
    packageJsonFullPath: path.join(root, 'package.json'),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: path.join(root, types),
      compiler: { tsconfigFilePath: path.join(root, 'tsconfig.json'), skipLibCheck: true },
      apiReport: {
        enabled: true,
        reportFolder: folder,
        reportTempFolder: path.join(root, 'node_modules', '.cache', 'api'),
        reportFileName: `${name}.api.md`,
        // Once: the types of requests, policies and settings come from schemas, which no entry point exports.
        includeForgottenExports: name === 'index',
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: 'error' } },
        extractorMessageReporting: { default: { logLevel: 'none' } },
        tsdocMessageReporting: { default: { logLevel: 'none' } },
      },
    },
  });
  const { succeeded, apiReportChanged } = Extractor.invoke(config, {
    localBuild: isWriting,
    messageCallback: (message) => {
      // What there is to say about a changed report is said below, once for all.
      message.handled ||= message.category === 'console';
    },
  });
  return succeeded && (isWriting || !apiReportChanged);
}
