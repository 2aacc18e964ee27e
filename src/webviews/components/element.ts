/** Attributes of a new element; undefined leaves one out. There is no `style`: the policy of pages forbids it. */
export type Attributes = Readonly<Record<string, string | undefined>> & { readonly style?: never };

export type Content = Node | string | undefined;

/** A new element. Texts stay texts, whatever they hold. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  made.append(...content.filter((each) => each !== undefined));
  return made;
}

/** Puts values into a sentence: `Value of {0}`. */
export function filled(sentence: string, ...values: readonly (string | number)[]): string {
  return sentence.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}

/** Shows a text where another or the same stands; an unchanged one is left, so that nothing is read out again. */
export function setText(target: Node, text: string): void {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/**
 * Lets Escape, pressed anywhere in an element, do just this; not the one that ends a composition, or that a control in
 * there has used, as an open dropdown does.
 */
export function onEscape(target: HTMLElement, work: () => void): void {
  target.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) {
      event.stopPropagation();
      work();
    }
  });
}
