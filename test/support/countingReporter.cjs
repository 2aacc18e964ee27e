const fs = require('node:fs');
const { reporters } = require('mocha');

/** Mocha's usual report; besides, the counts go into the file that ADDONS_TEST_COUNTS names. */
module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const file = process.env.ADDONS_TEST_COUNTS;
      if (file) {
        const { passes, failures, pending } = this.stats;
        // A test that was skipped did not pass.
        fs.writeFileSync(file, JSON.stringify({ passed: passes, failed: failures + pending }));
      }
    });
  }
};
