import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { importX } from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';

/** Imports point one way; each row says what a folder may not import (docs/architecture.md has the picture). */
const directions = [
  { target: './src/domain', from: ['./src/!(domain)/**', './activities', './workflows'] },
  {
    target: './src/connect',
    from: ['./src/!(connect|domain)/**', './activities', './workflows'],
  },
  { target: './activities', from: ['./src/!(connect|domain)/**', './workflows'] },
  { target: './workflows', from: ['./src/!(domain)/**'] },
  { target: './src/simulator', from: ['./src/!(simulator)/**', './activities', './workflows'] },
  { target: './src/embedded', from: ['./src/!(embedded)/**', './activities', './workflows'] },
  { target: './src/client', from: ['./src/!(client|domain)/**', './activities'] },
  {
    target: './src/worker',
    from: ['./src/cli/**', './src/client/**', './src/simulator/**', './src/embedded/**'],
  },
  { target: ['./src', './activities', './workflows'], from: ['./test', './examples', './bench'] },
];

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
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones: directions }],
    },
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
            message: 'Run every test. What a machine lacks is skipped with its reason: skipBecause(this, …).',
          })),
        ),
      ],
    },
  },
);
