const quick = require('./.mocharc.cjs');

module.exports = {
  ...quick,
  spec:
    quick.spec.length > 0
      ? ['test/{chaos,ledger,model}/**/*.full.test.ts', 'test/!(chaos|ledger|model)/**/*.full.test.ts']
      : [],
  ignore: [],
  timeout: 900_000,
};
