// `npm test`: everything that is quick. Longer runs are named *.full.test.ts and run by `npm run test:full`.
module.exports = {
  require: ['tsx/cjs', 'test/support/hooks.ts'],
  reporter: 'test/support/reporter.cjs',
  spec: ['test/**/*.test.ts'],
  ignore: ['test/**/*.full.test.ts'],
  timeout: 60_000,
  slow: 5_000,
  forbidOnly: Boolean(process.env.CI),
};
