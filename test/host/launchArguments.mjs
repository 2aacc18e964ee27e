// @ts-check
/** Reads the arguments of desktop VS Code, as far as test runs use them. */

/**
 * @typedef {object} LaunchArguments
 * @property {string | undefined} extension `--extensionDevelopmentPath`
 * @property {string | undefined} tests `--extensionTestsPath`
 * @property {string | undefined} userData `--user-data-dir`
 * @property {string | undefined} extensions `--extensions-dir`
 * @property {string[]} install `--install-extension`, each
 * @property {boolean} list `--list-extensions`
 * @property {boolean} version `--version`
 * @property {string | undefined} folder a folder or .code-workspace file to open
 */

/** Those that take a value; all others are switches, which the embedded VS Code needs none of. */
const withValue = [
  'extensionDevelopmentPath',
  'extensionTestsPath',
  'user-data-dir',
  'extensions-dir',
  'install-extension',
  'locale',
  'log',
  'folder-uri',
  'disable-extension',
];

/**
 * @param {string[]} args
 * @returns {LaunchArguments}
 */
export function readLaunchArguments(args) {
  /** @type {[string, string][]} */
  const pairs = [];
  const folders = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (!arg.startsWith('--')) {
      folders.push(arg);
      continue;
    }
    const equals = arg.indexOf('=');
    const name = arg.slice(2, equals < 0 ? undefined : equals);
    const takesNext = equals < 0 && withValue.includes(name);
    index += takesNext ? 1 : 0;
    pairs.push([name, takesNext ? (args[index] ?? '') : arg.slice(equals + 1)]);
  }
  const values = (/** @type {string} */ name) =>
    pairs.filter(([key]) => key === name).map(([, value]) => value);
  return {
    extension: values('extensionDevelopmentPath')[0],
    tests: values('extensionTestsPath')[0],
    userData: values('user-data-dir')[0],
    extensions: values('extensions-dir')[0],
    install: values('install-extension'),
    list: values('list-extensions').length > 0,
    version: values('version').length > 0,
    folder: folders[0],
  };
}
