// @ts-check
/** Names of VS Code's icons. */

/**
 * @param {string} classNames of an element, `codicon codicon-loading codicon-modifier-spin`
 * @returns {string} the name as an extension writes it, `loading~spin`; '' when it has none
 */
export function codiconName(classNames) {
  const names = classNames
    .split(/\s+/)
    .filter((name) => name.startsWith('codicon-') && name !== 'codicon-colored')
    .map((name) => name.slice('codicon-'.length));
  const modifier = names.find((name) => name.startsWith('modifier-'));
  const icon = names.find((name) => name !== modifier) ?? '';
  return modifier === undefined ? icon : `${icon}~${modifier.slice('modifier-'.length)}`;
}
