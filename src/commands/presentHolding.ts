import { holdingOf, type Holding } from '../core/model/holding.ts';
import type { AddonPlatform } from '../core/platform/addonPlatform.ts';

/** How much the store holds at the moment; undefined when it can't be read, which is not the same as nothing. */
export async function presentHolding(platform: AddonPlatform): Promise<Holding | undefined> {
  const isRead = await platform.ready().then(
    () => true,
    () => false,
  );
  return isRead ? holdingOf(platform.state) : undefined;
}
