// Stop-watches inside VS Code's window: they look at each frame, so that what they time is what a person sees.

/**
 * From the next press of the mouse to the first frame with a row in a view.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} view its title
 * @returns {{ isWatching: Promise<unknown>, ms: Promise<number> }} `isWatching`: from when on a press counts
 */
export function timeFirstRow(page, view) {
  const isWatching = page.evaluate((title) => {
    globalThis.addonsBench = new Promise((done) => {
      globalThis.addEventListener(
        'pointerdown',
        () => {
          const pressedMs = performance.now();
          const look = () => {
            const panes = [...document.querySelectorAll('.part.sidebar .pane')];
            const pane = panes.find((each) =>
              each.querySelector('.pane-header')?.getAttribute('aria-label')?.startsWith(title),
            );
            const row = pane?.querySelector('.monaco-list-row .label-name');
            if (row?.textContent && row.getBoundingClientRect().height > 0) {
              done(performance.now() - pressedMs);
            } else {
              requestAnimationFrame(look);
            }
          };
          requestAnimationFrame(look);
        },
        { capture: true, once: true },
      );
    });
  }, view);
  return { isWatching, ms: isWatching.then(() => page.evaluate('globalThis.addonsBench')) };
}

/**
 * The first frame in which the row says something else than now.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} view its title
 * @param {string} label of a row in sight
 * @returns {{ isWatching: Promise<unknown>, atMs: Promise<number> }} since the epoch, with fractions
 */
export function timeChange(page, view, label) {
  const isWatching = page.evaluate(
    ([title, name]) => {
      const description = () => {
        const panes = [...document.querySelectorAll('.part.sidebar .pane')];
        const pane = panes.find((each) =>
          each.querySelector('.pane-header')?.getAttribute('aria-label')?.startsWith(title),
        );
        const rows = [...(pane?.querySelectorAll('.monaco-list-row') ?? [])];
        const row = rows.find((each) => each.querySelector('.label-name')?.textContent === name);
        return row?.querySelector('.label-description')?.textContent;
      };
      const before = description();
      globalThis.addonsBench = new Promise((done) => {
        const look = () => {
          const now = description();
          if (now !== undefined && now !== before) {
            done(performance.timeOrigin + performance.now());
          } else {
            requestAnimationFrame(look);
          }
        };
        requestAnimationFrame(look);
      });
    },
    [view, label],
  );
  return { isWatching, atMs: isWatching.then(() => page.evaluate('globalThis.addonsBench')) };
}
