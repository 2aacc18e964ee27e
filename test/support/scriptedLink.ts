import type { Link, LinkableFolder } from '../../src/commands/linkPort.ts';

/** A workspace whose folders and links a test sets; without folders at first. */
export class ScriptedLink implements Link {
  app: string | undefined;
  isDetected = false;
  isTrusted = true;
  folders: readonly LinkableFolder[] = [];
  /** What was linked, as `shop → example-app`. */
  readonly links: string[] = [];

  linkTo(app: string | undefined, folder: LinkableFolder): Promise<void> {
    this.links.push(`${folder.name} → ${app ?? 'nothing'}`);
    return Promise.resolve();
  }

  onDidChange(): { dispose(): void } {
    return { dispose: () => undefined };
  }
}
