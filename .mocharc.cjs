// `npm test`: everything that is quick. Longer runs are named *.full.test.ts and run by `npm run test:full`.
// Files that are named on the command line are run instead, and alone.
const named = process.argv.slice(2).some((argument) => argument.endsWith('.test.ts'));

module.exports = {
  require: ['tsx/cjs', 'test/support/hooks.ts'],
  reporter: 'test/support/reporter.cjs',
  // Those with long files first, so that no process waits for another's last one.
  spec: named ? [] : ['test/{pacing,workflows}/**/*.test.ts', 'test/!(pacing|workflows)/**/*.test.ts'],
  ignore: named ? [] : ['test/**/*.full.test.ts'],
  timeout: 60_000,
  slow: 5_000,
  forbidOnly: Boolean(process.env.CI),
};
