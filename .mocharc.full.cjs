const quick = require('./.mocharc.cjs');

// The properties of the quick tests, on more cases (test/support/runs.ts).
process.env.TEST_RUNS ??= '4';
const properties = ['test/{agreement,domain,plan}/**/*.test.ts', 'test/events/parse-message.test.ts'];

module.exports = {
  ...quick,
  spec: quick.spec.length > 0 ? ['test/**/*.full.test.ts', ...properties] : [],
  ignore: [],
  // Most of the time they wait: for a dead worker's timeout, a poll, a ring.
  parallel: true,
  jobs: 2,
  timeout: 900_000,
};
