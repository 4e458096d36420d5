// `npm test`: everything that is quick. Longer runs are named *.full.test.ts and run by `npm run test:full`.
// Files that are named on the command line are run instead; of a whole folder (`test/pacing/*.test.ts`) the quick ones.
const named = process.argv.slice(2).filter((argument) => argument.endsWith('.test.ts'));
const isLong = (file) => file.endsWith('.full.test.ts');

module.exports = {
  require: ['tsx/cjs', 'test/support/hooks.ts'],
  reporter: 'test/support/reporter.cjs',
  // Folders with the longest files first, so that no process waits for another's last file.
  spec:
    named.length > 0
      ? []
      : ['test/{chaos,cli,pacing,workflows}/**/*.test.ts', 'test/!(chaos|cli|pacing|workflows)/**/*.test.ts'],
  ignore: named.length > 0 && named.every(isLong) ? [] : ['test/**/*.full.test.ts'],
  // Against a test that hangs. How long one takes depends on what else the machine does, and no test judges that.
  timeout: 180_000,
  slow: 5_000,
  forbidOnly: Boolean(process.env.CI),
};
