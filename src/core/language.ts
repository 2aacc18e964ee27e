import * as l10n from '@vscode/l10n';

/** Language of the sentences in use, as a tag for `Intl`: each bundle tells its own, and without one it is English. */
export function languageInUse(): string {
  return l10n.t({ message: 'en', comment: ['Tag of the language of this bundle, such as de or pt-BR'] });
}

/** A format for dates or amounts that is made once for each language, since making one takes long. */
export function inLanguage<Format>(make: (language: string) => Format): (language?: string) => Format {
  const made = new Map<string, Format>();
  return (language = languageInUse()) => {
    const format = made.get(language) ?? make(language);
    made.set(language, format);
    return format;
  };
}
