import type { Link, LinkableFolder } from '../../src/commands/linkPort.ts';

/** A workspace whose folders and links a test sets; without folders at first. */
export class ScriptedLink implements Link {
  app: string | undefined;
  isDetected = false;
  isTrusted = true;
  folders: readonly LinkableFolder[] = [];
  /** What the git remote of the folder at hand says. */
  remote: string | undefined;
  /** What was linked, as `shop → example-app`. */
  readonly links: string[] = [];

  linkTo(app: string | undefined, folder: LinkableFolder): Promise<void> {
    this.links.push(`${folder.name} → ${app ?? 'nothing'}`);
    if (folder.id === this.folders[0]?.id) {
      this.isDetected = app === undefined && this.remote !== undefined;
      this.app = app ?? this.remote;
    }
    return Promise.resolve();
  }

  onDidChange(): { dispose(): void } {
    return { dispose: () => undefined };
  }
}
