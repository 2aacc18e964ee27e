'use strict';

const { spawn } = require('node:child_process');

exports.run = async () => {
  // A program of its own session, as terminals and database servers are: it must be ended as well.
  spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], {
    detached: true,
    stdio: 'ignore',
  }).unref();
  console.log('hanging');
  await new Promise(() => undefined);
};
