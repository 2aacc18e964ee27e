/**
 * Moves the focus within the page, as what had it has gone. While nobody is at the page that waits until somebody is:
 * at once, it would take the focus from the editor beside the page.
 *
 * @param focus gives an element the focus
 */
export function focusWhenHere(focus: () => void): void {
  if (document.hasFocus()) {
    focus();
  } else {
    // After focusReturn.ts, which knows of what had the focus only that it has gone; a press elsewhere comes after both.
    addEventListener('focus', focus, { once: true });
  }
}
