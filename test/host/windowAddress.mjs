// @ts-check
/** The address that opens a window of the embedded VS Code. */

/**
 * @typedef {object} WindowAddress
 * @property {number} port
 * @property {string} [folder] absolute path of a folder or a `.code-workspace` file; none: an empty window
 * @property {string} [token] the connection token
 * @property {Record<string, string>} [payload] of development mode; paths as `remoteFile` gives them
 */

/**
 * @param {WindowAddress} what
 * @returns {string}
 */
export function windowAddress({ port, folder, token, payload }) {
  const address = new URL(`http://127.0.0.1:${port}/`);
  if (token !== undefined) {
    address.searchParams.set('tkn', token);
  }
  if (folder === undefined) {
    address.searchParams.set('ew', 'true');
  } else {
    address.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', folder);
  }
  if (payload !== undefined) {
    address.searchParams.set('payload', JSON.stringify(Object.entries(payload)));
  }
  return address.href;
}

/**
 * @param {number} port
 * @param {string} path absolute
 * @returns {string} the address of a file as the window knows it
 */
export function remoteFile(port, path) {
  return `vscode-remote://127.0.0.1:${port}${path}`;
}
