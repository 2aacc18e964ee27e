import { placeIn } from './nextPart.ts';

interface Place {
  readonly element: HTMLElement;
  readonly key: string | undefined;
  readonly part: HTMLElement | null;
}

/**
 * Gives the focus back to what had it: a browser takes it from the page when it goes to the editor around it, to the
 * palette say, and puts it nowhere when it comes back.
 */
export function giveFocusBack(): void {
  let last: Place | undefined;
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement) {
      last = { element: target, key: target.dataset['key'], part: target.closest('[data-part]') };
    }
  });
  addEventListener('focus', () => {
    if (document.activeElement === document.body && last !== undefined) {
      nowAt(last)?.focus({ preventScroll: true });
    }
  });
}

/** What was drawn anew meanwhile is known again by its key; where what had the focus is gone, its part has it. */
function nowAt({ element, key, part }: Place): HTMLElement | undefined {
  if (element.isConnected) {
    return element;
  }
  const same = key === undefined ? null : part?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  return same ?? (part === null ? undefined : placeIn(part));
}
