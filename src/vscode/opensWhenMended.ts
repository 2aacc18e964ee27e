import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
import type { Disposable } from '../core/ports/disposable.ts';
import type { StoreCare } from '../core/ports/storeCare.ts';

/** A store that could not be opened is looked at again and again by itself; once it can be read, it shows. */
export function opensWhenMended(store: StoreCare, platform: AddonPlatform): Disposable {
  return store.onHealth(({ trouble }) => {
    if (trouble === null) {
      // What is wrong after all is told by the health.
      platform.ready().catch(() => undefined);
    }
  });
}
