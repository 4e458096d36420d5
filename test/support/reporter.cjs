// The spec reporter, closed by the one line that scripts read: `N passed, N failed[, N skipped]`.
// A skipped test prints its reason (see skip.ts); one without a reason is told so.
const { reporters } = require('mocha');

module.exports = class ClosingLine extends reporters.Spec {
  epilogue() {
    super.epilogue();
    const skipped = [];
    this.runner.suite.eachTest((test) => {
      if (test.isPending()) skipped.push(test);
    });
    for (const test of skipped) {
      console.log(`skipped: ${test.fullTitle()}: ${test.skipReason ?? 'no reason given'}`);
    }
    const { passes = 0, failures = 0 } = this.stats;
    const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
    console.log(`${passes} passed, ${failures} failed${tail}`);
  }
};
module.exports.description = 'spec, with a closing line for scripts';
