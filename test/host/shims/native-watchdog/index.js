// Stands in for the native package, which has no prebuilt binary: ends this process when its parent is gone.
'use strict';

const everyMs = 2000;

exports.start = (pid) => {
  const timer = setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(87);
    }
  }, everyMs);
  timer.unref();
};

exports.exit = (code) => process.exit(code);
