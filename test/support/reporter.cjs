// The spec reporter, closed by a line for each skipped test with its reason (see skip.ts), a line for each that failed with its
// file, and at last the one line that scripts read: `N passed, N failed[, N skipped]`.
const path = require('node:path');
const { reporters } = require('mocha');

module.exports = class ClosingLine extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    // Heard, not looked up: what runs in worker processes (--parallel) is in no suite of this one.
    this.skipped = [];
    runner.on('pending', (test) => this.skipped.push(test));
  }

  // Comes too early with --parallel: with the first file that can't be loaded or whose process dies, before what others say.
  epilogue() {}

  done(failures, callback) {
    super.epilogue();
    for (const test of this.skipped) {
      console.log(`skipped: ${test.fullTitle()}: ${test.skipReason ?? 'no reason given'}`);
    }
    for (const test of this.failures) {
      console.log(`failed: ${test.fullTitle()}${test.file ? `: ${path.relative('', test.file)}` : ''}`);
    }
    const { passes = 0, failures: failed = 0 } = this.stats;
    const tail = this.skipped.length > 0 ? `, ${this.skipped.length} skipped` : '';
    console.log(`${passes} passed, ${failed} failed${tail}`);
    callback?.(failures);
  }
};
module.exports.description = 'spec, with closing lines for scripts';
