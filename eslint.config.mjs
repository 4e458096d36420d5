import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { importX } from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';

/** Directions of imports: each row lists what a folder may not import (diagram in docs/architecture.md). */
const ours = (...except) => `./{src/!(${except.join('|')}),activities,workflows}/**`;
const directions = [
  { target: './src/domain', from: ours('domain') },
  { target: './src/contract', from: ours('contract', 'domain') },
  { target: './src/pacing', from: ours('pacing', 'contract', 'domain', 'ledger') },
  { target: './src/connect', from: ours('connect', 'contract', 'domain') },
  { target: './src/history', from: ours('history', 'contract', 'domain') },
  { target: './src/holidays', from: ours('holidays', 'domain') },
  { target: './src/plan', from: ours('plan', 'domain') },
  { target: './src/simulator', from: ours('simulator') },
  { target: './src/embedded', from: ours('embedded') },
  { target: './src/ledger', from: ours('ledger', 'contract', 'domain') },
  {
    target: './activities',
    from: ['./src/!(connect|contract|domain|history|holidays|ledger|pacing)/**', './workflows/**'],
  },
  { target: './workflows', from: ['./src/!(contract|domain)/**', './activities/**'] },
  {
    target: './src/client',
    from: ['./src/!(client|contract|domain|history|ledger)/**', './{activities,workflows}/**'],
  },
  {
    target: './src/events',
    from: ['./src/!(events|connect|contract|domain)/**', './{activities,workflows}/**'],
  },
  { target: './src/encryption', from: ours('encryption', 'contract', 'domain', 'ledger') },
  { target: './src/health', from: ['./src/!(health)/**', './workflows/**'] },
  { target: './src/worker', from: './src/{cli,client,simulator,embedded}/**' },
  { target: './src/chaos', from: './src/cli/**' },
  { target: './{src/!(chaos|cli),activities,workflows}/**', from: './src/chaos/**' },
  { target: './{src,activities,workflows}/**', from: './{test,examples,bench}/**' },
].map(({ target, from }) => ({ target, from: [from].flat() }));

const localActivities = {
  name: '@temporalio/workflow',
  importNames: ['proxyLocalActivities', 'scheduleLocalActivity'],
  message:
    "A local activity's result has no fixed order with messages (docs/architecture.md, Decisions). Use an ordinary activity.",
};

const bareHandlers = {
  name: '@temporalio/workflow',
  importNames: ['setHandler', 'setDefaultSignalHandler', 'setDefaultUpdateHandler', 'setDefaultQueryHandler'],
  message:
    'A handler must check the shape of its message: use onSignal, onUpdate or onQuery of workflows/handle.ts.',
};

export default defineConfig(
  { ignores: ['lib/', 'node_modules/', 'coverage/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-definitions': 'off',
      // An activity's type is asynchronous, even if it awaits nothing.
      '@typescript-eslint/require-await': 'off',
      'import-x/no-restricted-paths': ['error', { zones: directions }],
    },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', localActivities, bareHandlers],
    },
  },
  {
    files: ['{src,activities,workflows}/**/*.ts'],
    ignores: ['src/domain/visibility-query.ts', 'src/simulator/**', 'src/chaos/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...['Literal[value=%]', 'TemplateElement[value.raw=%]'].map((node) => ({
          selector: node.replace(
            '%',
            String.raw`/\b(WorkflowId|WorkflowType|TaskQueue|ExecutionStatus) *(!?=|IN\b|NOT\b)/`,
          ),
          message: 'Make queries of the visibility with src/domain/visibility-query.ts, which escapes texts.',
        })),
      ],
    },
  },
  {
    files: ['workflows/handle.ts'],
    rules: { 'no-restricted-imports': ['error', localActivities] },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['describe', 'it', 'context'].flatMap((object) =>
          ['only', 'skip'].map((property) => ({
            object,
            property,
            message:
              'Run every test. If the machine lacks something, skip with the reason: skipBecause(this, …).',
          })),
        ),
      ],
    },
  },
);
