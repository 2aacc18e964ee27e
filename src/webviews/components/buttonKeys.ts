const buttons = 'button, vscode-button';

/**
 * Lets Enter press a button when it is let go, and once however long it is held: what a press opens in the editor would
 * take the repeats for answers, and the button them again when the focus is back.
 */
export function pressOnce(): void {
  let pressed: HTMLElement | undefined;
  const on = (type: 'keydown' | 'keyup', work: (event: KeyboardEvent, target: HTMLElement) => void): void => {
    document.addEventListener(
      type,
      (event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.matches(buttons)) {
          work(event, event.target);
        } else if (event.key === 'Enter') {
          pressed = undefined;
        }
      },
      { capture: true },
    );
  };
  on('keydown', (event, target) => {
    event.preventDefault();
    if (!event.repeat) {
      pressed = target;
    }
  });
  on('keyup', (_event, target) => {
    // Not where the key went down elsewhere and moved the focus here.
    const isMeant = pressed === target;
    pressed = undefined;
    if (isMeant && !target.hasAttribute('disabled')) {
      target.click();
    }
  });
}
