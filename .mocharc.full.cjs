module.exports = {
  ...require('./.mocharc.cjs'),
  spec: ['test/**/*.full.test.ts'],
  ignore: [],
  timeout: 900_000,
};
