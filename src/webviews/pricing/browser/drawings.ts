import { action } from '../../components/controls.ts';
import { drawing, shape } from '../../components/drawing.ts';
import { element } from '../../components/element.ts';
import { keyed } from '../../components/section.ts';
import type { BarPart, Curve, Point, PricingWords } from '../protocol.ts';

/** As many colours as a theme has for charts; parts after these share the last one. */
const colours = 6;

/** Shares of the forecast as one bar, and what its parts are. Each part has its number, for whom colours tell nothing. */
export function barDrawing(
  parts: readonly BarPart[],
  text: string,
  onPress: (slug: string) => void,
): readonly Node[] {
  if (parts.length === 0) {
    return [element('p', { class: 'quiet' }, text)];
  }
  let left = 0;
  const shapes = parts.map(({ percent }, at) => {
    const x = left;
    left += percent;
    return shape('rect', {
      class: `part part${Math.min(at, colours - 1)}`,
      x: x.toFixed(3),
      y: 0,
      width: percent.toFixed(3),
      height: 10,
    });
  });
  const bar = drawing(text, { class: 'bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none' }, ...shapes);
  const legend = element(
    'ol',
    { class: 'legend' },
    ...parts.map(({ service, slug, amount, percent }, at) =>
      element(
        'li',
        {},
        shape(
          'svg',
          { class: 'swatch', viewBox: '0 0 10 10', 'aria-hidden': 'true' },
          shape('rect', { class: `part part${Math.min(at, colours - 1)}`, width: 10, height: 10 }),
        ),
        keyed(
          slug,
          action({
            label: service,
            onPress: () => {
              onPress(slug);
            },
          }),
        ),
        ` ${amount} · ${Math.round(percent)} %`,
      ),
    ),
  );
  return [bar, legend];
}

/** How the bill grows over the month, and will. */
export function curveDrawing(curve: Curve, words: PricingWords): readonly Node[] {
  const points = (line: readonly Point[]): string =>
    line.map(([x, y]) => `${x.toFixed(2)},${(40 - y * 0.4).toFixed(2)}`).join(' ');
  const made = drawing(
    curve.text,
    { class: 'curve', viewBox: '0 -1 100 42', preserveAspectRatio: 'none' },
    shape('line', { class: 'ground', x1: 0, y1: 40, x2: 100, y2: 40 }),
    shape('polyline', { class: 'forecast', points: points(curve.byEnd) }),
    shape('polyline', { class: 'soFar', points: points(curve.soFar) }),
  );
  return [
    element('h3', {}, words.overTheMonth),
    element(
      'figure',
      { class: 'graph' },
      element('div', { class: 'top quiet', 'aria-hidden': 'true' }, curve.top),
      made,
      element(
        'div',
        { class: 'axis quiet', 'aria-hidden': 'true' },
        element('span', {}, curve.firstDay),
        element('span', {}, curve.lastDay),
      ),
      element(
        'ul',
        { class: 'legend quiet', 'aria-hidden': 'true' },
        lineOfLegend('soFar', words.soFarLine),
        lineOfLegend('forecast', words.forecastLine),
      ),
      element('figcaption', { class: 'quiet' }, curve.text),
    ),
  ];
}

/** How a line is drawn, and what it stands for. */
function lineOfLegend(kind: 'soFar' | 'forecast', text: string): HTMLElement {
  return element(
    'li',
    {},
    shape(
      'svg',
      { class: 'sample', viewBox: '0 0 28 10', 'aria-hidden': 'true' },
      shape('polyline', { class: kind, points: '0,5 28,5' }),
    ),
    text,
  );
}
