import assert from 'node:assert/strict';
import { emptyState } from '../../../src/core/model/state.ts';
import { replacedNotice } from '../../../src/vscode/replacedNotice.ts';
import { RecordedReport } from '../../support/scriptedAsk.ts';
import { countUp } from '../../contract/stateStore.ts';
import { filled, inFolder, opened } from '../../support/storeFolder.ts';

describe('the notice that another window replaced the store', () => {
  it('is given once for each replacement, with the way back, and for no other change', () =>
    inFolder(async (folder) => {
      const report = new RecordedReport();
      await filled(folder);
      const [here, there] = [await opened(folder), await opened(folder)];
      replacedNotice(here, report);
      await there.transact(countUp());
      await here.refresh();
      assert.deepEqual(report.told, []);
      await there.replace(emptyState);
      // What comes afterwards hides it from nobody.
      await there.transact(countUp());
      await here.refresh();
      assert.match(
        report.told.join('\n'),
        /^The whole store was replaced in another window\. It holds 0 apps/,
      );
      assert.deepEqual(
        report.offered.flat().map(({ command }) => command),
        ['addons.restoreBackup'],
      );
      await there.transact(countUp());
      await here.refresh();
      assert.equal(report.told.length, 1);
      await Promise.all([here.close(), there.close()]);
    }));

  it('is not given in the window that did it, nor where nothing was', () =>
    inFolder(async (folder) => {
      const report = new RecordedReport();
      const state = await filled(folder);
      const [here, there] = [await opened(folder), await opened(folder)];
      replacedNotice(here, report);
      await here.replace(emptyState);
      await there.replace(state);
      await here.refresh();
      assert.deepEqual(report.told, []);
      await Promise.all([here.close(), there.close()]);
    }));
});
