// Every folder of test/ and how its tests are run. `test/unit/testFolders.test.ts` fails for a folder that is not here.

/**
 * @typedef {object} Level
 * @property {string} title
 * @property {readonly string[]} folders
 * @property {'mocha' | 'extensionHost' | 'none'} runner `none`: holds no tests of its own
 */

/** @type {readonly Level[]} */
const levels = [
  { title: 'Rules, files and contracts', folders: ['unit', 'contract'], runner: 'mocha' },
  { title: 'The store, tortured', folders: ['store'], runner: 'mocha' },
  { title: 'The Platform API by plain requests', folders: ['http'], runner: 'mocha' },
  { title: 'The Platform API by the real Heroku CLI', folders: ['cli'], runner: 'mocha' },
  { title: 'The VS Code that the following tests stand on', folders: ['host'], runner: 'mocha' },
  { title: 'Inside the extension host', folders: ['extension'], runner: 'extensionHost' },
  { title: 'The installed package, clicked', folders: ['ui'], runner: 'mocha' },
  { title: 'What tests share, and figures without a verdict', folders: ['support', 'bench'], runner: 'none' },
];

module.exports = { levels };
