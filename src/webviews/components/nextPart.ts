/** F6 leads from part to part (elements with `data-part`), Shift+F6 back; from the last one on, to what lies beside the page. */
export function goToNextPart(event: KeyboardEvent): void {
  if (event.key !== 'F6') {
    return;
  }
  const all = parts();
  const focused = document.activeElement ?? document.body;
  // The innermost: a part may hold others.
  const at = all.findLastIndex((part) => part.contains(focused));
  const beforeIt = all.findLastIndex(
    (part) => (part.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
  const [back, on] = at >= 0 ? [at - 1, at + 1] : [beforeIt, beforeIt + 1];
  const to = all[event.shiftKey ? back : on];
  if (to !== undefined) {
    event.preventDefault();
    event.stopPropagation();
    placeIn(to)?.focus();
  }
}

/** What takes the focus first in the page. */
export function firstPlace(): HTMLElement | undefined {
  const [first] = parts();
  return first === undefined ? undefined : placeIn(first);
}

/** What takes the focus in a part: its chosen row, else what can be pressed or typed into, else its heading. */
export function placeIn(part: HTMLElement): HTMLElement | undefined {
  const controls =
    '[tabindex="0"], button:not([disabled]), vscode-text-field, vscode-text-area, vscode-button:not([disabled]), ' +
    'vscode-dropdown, vscode-checkbox';
  for (const places of ['tbody > tr[tabindex="0"]', controls, 'h2[tabindex]']) {
    const place = [...part.querySelectorAll<HTMLElement>(places)].find(
      (each) => each.checkVisibility() && each.closest('[data-part]') === part,
    );
    if (place !== undefined) {
      return place;
    }
  }
  return undefined;
}

function parts(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-part]')].filter(
    (part) => part.checkVisibility() && placeIn(part) !== undefined,
  );
}
