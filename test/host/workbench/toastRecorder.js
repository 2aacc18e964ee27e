// Runs in the page, before VS Code: keeps every notification that ever appeared, since toasts vanish.
// tsx wraps functions of tests in a helper of its own; those that are run in the page need it here.
globalThis.__name ??= (named) => named;

(() => {
  if (window !== window.top) {
    return;
  }
  const seen = new Map();
  window.addonsSeenToasts = () => [...seen.values()];

  const severityOf = (item) => {
    const icon = item.querySelector('.notification-list-item-icon');
    return ['error', 'warning', 'info'].find((name) => icon?.classList.contains(`codicon-${name}`)) ?? 'info';
  };
  const record = (item) => {
    const text = item.querySelector('.notification-list-item-message')?.textContent?.trim() ?? '';
    if (text === '') {
      return;
    }
    const buttons = [...item.querySelectorAll('.notification-list-item-buttons-container .monaco-button')];
    const labels = buttons.map((button) => button.textContent.trim()).filter((label) => label !== '');
    // A row that is drawn again for another notification is another element or another text.
    const known = [...seen.entries()].findLast(([, toast]) => toast.item === item && toast.text === text);
    const toast = {
      text,
      buttons: labels.length > 0 ? labels : (known?.[1].buttons ?? []),
      severity: severityOf(item),
    };
    seen.set(
      known?.[0] ?? seen.size,
      Object.defineProperty(toast, 'item', { value: item, enumerable: false }),
    );
  };
  const look = () =>
    document.querySelectorAll('.notifications-toasts .notification-list-item').forEach(record);
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
})();
