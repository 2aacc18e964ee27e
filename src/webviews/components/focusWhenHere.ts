/**
 * Moves the focus within the page, as what had it has gone. While nobody is at the page that waits until somebody is:
 * at once, it would take the focus from the editor beside the page.
 *
 * @param focus gives an element the focus; not called when somebody comes back to another element
 */
export function focusWhenHere(focus: () => void): void {
  if (document.hasFocus()) {
    focus();
    return;
  }
  const comeBack = (): void => {
    if (document.activeElement === document.body) {
      focus();
    }
  };
  addEventListener('focus', comeBack, { once: true });
}
