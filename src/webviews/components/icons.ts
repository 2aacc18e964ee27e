/** Drawn here, in 16 by 16, in the colour of the text around them. */
const paths = {
  add: 'M8 2v12M2 8h12',
  compare: 'M2.5 3.5h4.5v9H2.5zM9 3.5h4.5v9H9zM4 6.5h1.5M4 9h1.5M10.5 6.5H12',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  edit: 'M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3zM9 4.7L11.3 7',
  eye: 'M1.5 8C4 3.8 12 3.8 14.5 8 12 12.2 4 12.2 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  more: 'M4 6.5L8 10.5 12 6.5',
  remove: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9M6.8 7v4.5M9.2 7v4.5',
  save: 'M8 2v7.5M4.8 6.3L8 9.5l3.2-3.2M2.5 10.5v3h11v-3',
  search: 'M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM10.5 10.5L14 14',
  link: 'M6 3.5H3.5v9h9V10M8.5 2.5h5v5M13 3L7.5 8.5',
} as const;

export type IconName = keyof typeof paths;

/** A picture beside a word that says the same: nothing for screen readers. */
export function icon(name: IconName): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const drawing = document.createElementNS(namespace, 'svg');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', paths[name]);
  drawing.setAttribute('viewBox', '0 0 16 16');
  drawing.setAttribute('class', 'icon');
  drawing.setAttribute('aria-hidden', 'true');
  drawing.append(path);
  return drawing;
}
