import type { Disposable } from '../core/ports/disposable.ts';

/** A folder of the workspace. */
export interface LinkableFolder {
  /** Tells it from others of the same name. */
  readonly id: string;
  readonly name: string;
}

/** Which app a folder of the workspace belongs to. */
export interface Link {
  /** Name of the app that the folder at hand is linked to, whether there is one of that name or not. */
  readonly app: string | undefined;
  /** Whether nobody chose that app: the git remote `heroku` of the folder leads to it. */
  readonly isDetected: boolean;
  /** Every folder, the one at hand first: that of the active editor, or the first of the workspace. */
  readonly folders: readonly LinkableFolder[];
  /** An untrusted workspace keeps its links, and they count for nothing until it is trusted. */
  readonly isTrusted: boolean;
  /**
   * Links a folder to an app.
   *
   * @param app its name; undefined unlinks
   * @throws AddonError `link_not_saved`
   */
  linkTo(app: string | undefined, folder: LinkableFolder): Promise<void>;
  /** Called when another app, or none, is linked: by a setting, another folder at hand, or trust. */
  onDidChange(listener: () => void): Disposable;
}
