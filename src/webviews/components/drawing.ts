const namespace = 'http://www.w3.org/2000/svg';

export type ShapeAttributes = Readonly<Record<string, string | number>> & { readonly style?: never };

/** An element of a drawing. Places and sizes are attributes; colours are classes. */
export function shape(
  tag: string,
  attributes: ShapeAttributes,
  ...content: readonly SVGElement[]
): SVGElement {
  const made = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, String(value));
  }
  made.append(...content);
  return made;
}

/** A drawing that says in words what it shows. */
export function drawing(
  text: string,
  attributes: ShapeAttributes,
  ...content: readonly SVGElement[]
): SVGElement {
  return shape('svg', { role: 'img', 'aria-label': text, ...attributes }, ...content);
}

/** A bar of 0 to 100, beside a figure that says the same. */
export function smallBar(percent: number): SVGElement {
  return shape(
    'svg',
    { class: 'smallBar', 'aria-hidden': 'true', viewBox: '0 0 100 8', preserveAspectRatio: 'none' },
    shape('rect', { class: 'ground', x: 0, y: 0, width: 100, height: 8 }),
    shape('rect', { class: 'amount', x: 0, y: 0, width: percent.toFixed(2), height: 8 }),
  );
}
