/** A part of a URL, as it stands there or, where it was escaped, as it was meant. */
export type UrlPart = 'user' | 'password' | 'host' | 'port' | 'database' | 'options';

const url = /^[a-z][a-z0-9+.-]*:\/\/([^/?#\s]+)(?:\/([^?#\s]*))?(?:\?([^#\s]*))?(?:#\S*)?$/i;

/**
 * The parts of a value that is the URL of a service; those that it does not have are left out. Passwords with an `@`
 * and lists of hosts, which no standard allows and services give out all the same, are read too.
 *
 * @returns undefined for anything that is no URL
 */
export function urlParts(value: string): ReadonlyMap<UrlPart, string> | undefined {
  const match = url.exec(value);
  if (match === null) {
    return undefined;
  }
  const [, authority = '', path = '', options = ''] = match;
  const at = authority.lastIndexOf('@');
  const [user, password] = at < 0 ? ['', ''] : splitAt(authority.slice(0, at), authority.indexOf(':'));
  const place = authority.slice(at + 1);
  const [host, port] = splitAt(place, /:\d+$/.exec(place)?.index ?? -1);
  const isList = host.includes(',');
  const parts: readonly (readonly [UrlPart, string])[] = [
    ['user', unescaped(user)],
    ['password', unescaped(password)],
    ['host', isList ? place : host],
    ['port', isList ? '' : port],
    ['database', unescaped(path)],
    ['options', options],
  ];
  return new Map(parts.filter(([, text]) => text !== ''));
}

function splitAt(text: string, index: number): readonly [string, string] {
  return index < 0 || index >= text.length ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
