const quick = require('./.mocharc.cjs');

module.exports = {
  ...quick,
  spec: quick.spec.length > 0 ? ['test/**/*.full.test.ts'] : [],
  ignore: [],
  timeout: 900_000,
};
