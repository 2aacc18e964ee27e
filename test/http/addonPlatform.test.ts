import { describeAddonPlatform } from '../contract/addonPlatform.ts';
import { PlatformApiProcess } from '../support/platformApiProcess.ts';
import { HttpPlatform } from '../support/reachablePlatforms.ts';

/** The facade's contract, through HTTP. */
describe('the Platform API', () => {
  let api: PlatformApiProcess | undefined;

  afterEach(async () => {
    await api?.stop();
  });

  describeAddonPlatform(async () => {
    api = await PlatformApiProcess.start();
    return new HttpPlatform(api);
  });
});
