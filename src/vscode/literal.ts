/** VS Code draws `$(name)` as an icon in quick inputs and the status bar: a name from outside must stay text. */
export function literal(text: string): string {
  return text.replaceAll('$(', '$\u200b(');
}

/** Notifications and prompts make a link of `[text](command:…)`: what a name or path holds must stay text. */
export function unlinked(text: string): string {
  return text.replaceAll('](', ']\u200b(');
}
