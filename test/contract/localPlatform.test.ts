import { localPlatform } from '../support/reachablePlatforms.ts';
import { describeAddonPlatform } from './addonPlatform.ts';

describe('LocalPlatform', () => {
  describeAddonPlatform(localPlatform);
});
