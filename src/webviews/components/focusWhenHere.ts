let waiting: (() => void) | undefined;

/**
 * Moves the focus within the page, as what had it has gone. While nobody is at the page that waits until somebody is:
 * at once, it would take the focus from the editor beside the page.
 *
 * @param focus gives an element the focus; not called when somebody comes back by another element
 */
export function focusWhenHere(focus: () => void): void {
  if (document.hasFocus()) {
    focus();
    return;
  }
  if (waiting === undefined) {
    addEventListener(
      'focus',
      () => {
        if (document.activeElement === document.body) {
          waiting?.();
        }
        waiting = undefined;
      },
      { once: true },
    );
  }
  waiting = focus;
}
