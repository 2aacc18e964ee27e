import { isAppName } from '../model/names.ts';

/** Addresses that Heroku gives to its git repositories; the app is the first group. */
const addresses = [
  /^https:\/\/(?:[^/@]*@)?git\.heroku\.com\/([^/]+?)(?:\.git)?\/?$/,
  /^(?:ssh:\/\/)git@heroku\.com(?::\d+)?\/([^/]+?)(?:\.git)?\/?$/,
  /^git@heroku\.com:([^/]+?)(?:\.git)?\/?$/,
];

/**
 * The app that the remote `heroku` of a repository leads to, by the text of its `.git/config`.
 *
 * @returns undefined when there is no such remote, or it leads elsewhere
 */
export function herokuRemote(gitConfig: string): string | undefined {
  const url = urlOf(gitConfig);
  for (const address of addresses) {
    const name = address.exec(url ?? '')?.[1];
    if (name !== undefined && isAppName(name)) {
      return name;
    }
  }
  return undefined;
}

/** The first `url` in the section of the remote: the one that git fetches from. */
function urlOf(gitConfig: string): string | undefined {
  let isInSection = false;
  for (const line of gitConfig.split(/\r?\n/)) {
    const [, section, sectionRest] = /^\s*\[([^\]]*)\](.*)$/.exec(line) ?? [];
    if (section !== undefined) {
      isInSection = /^\s*remote\s+"heroku"\s*$/i.test(section) && section.includes('"heroku"');
    }
    const rest = sectionRest ?? line;
    const value = isInSection ? /^\s*url\s*=\s*(.*)$/i.exec(rest)?.[1] : undefined;
    if (value !== undefined) {
      return withoutComment(value);
    }
  }
  return undefined;
}

/** `"…"` or plain text; a comment begins with `#` or `;`. */
function withoutComment(value: string): string {
  return /^"([^"]*)"/.exec(value)?.[1] ?? value.replace(/[#;].*$/, '').trim();
}
