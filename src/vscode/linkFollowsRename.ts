import type { Link } from '../commands/linkPort.ts';
import { isAddonError } from '../core/errors/addonError.ts';
import type { AppId } from '../core/model/ids.ts';
import * as queries from '../core/model/queries.ts';
import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
import type { Disposable } from '../core/ports/disposable.ts';

/** A link holds the name of an app: when that app gets another one, the folder at hand stays linked to it. */
export function linkFollowsRename(platform: AddonPlatform, link: Link): Disposable {
  let linkedId: AppId | undefined;
  const look = (): void => {
    linkedId = link.app === undefined ? undefined : queries.appNamed(platform.state, link.app)?.id;
  };
  const follow = async (appId: AppId): Promise<void> => {
    const [folder] = link.folders;
    const name = platform.state.apps[appId]?.name;
    if (folder !== undefined && name !== undefined && !link.isDetected) {
      await link.linkTo(name, folder);
    }
  };
  const listeners = [
    link.onDidChange(look),
    platform.onDidOpen(look),
    platform.onDidChange((changes) => {
      const renamed = changes.find(
        ({ kind, type, key }) => kind === 'apps' && type === 'renamed' && key === linkedId,
      );
      if (renamed === undefined) {
        look();
        return;
      }
      follow(renamed.key as AppId).catch((error: unknown) => {
        // Settings that can't be written: the status bar shows a link that leads nowhere, with a way out.
        if (!isAddonError(error)) {
          throw error;
        }
      });
    }),
  ];
  return {
    dispose: () => {
      listeners.forEach((listener) => {
        listener.dispose();
      });
    },
  };
}
