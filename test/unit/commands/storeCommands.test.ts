import assert from 'node:assert/strict';
import { failed } from '../../../src/core/errors/addonError.ts';
import type { PlayedContext } from '../../support/commandContext.ts';
import { playCommand, refusesCommandWith, runCommandWith } from '../../support/playCommand.ts';
import { TestPlatform } from '../../support/platform.ts';
import { back, escape } from '../../support/scriptedAsk.ts';

const backup = {
  name: 'backup-1-8.json',
  format: 1,
  generation: 8,
  atMs: 0,
  bytes: 2048,
  holds: { apps: 1, addons: 2, configVars: 1 },
};

describe('commands of the store itself', () => {
  let on: TestPlatform;

  beforeEach(async () => {
    on = await TestPlatform.open();
    await on.createApps('acme');
  });

  it('export everything to the file that is chosen, and say that it holds values', async () => {
    const { context } = await playCommand(on, 'addons.exportStore', {}, []);
    assert.equal(context.files.get('/export.json'), '{"format":1}');
    assert.match(
      context.report.told[0] ?? '',
      /^Exported everything to \/export\.json\. The file holds all values/,
    );
    const left = await playCommand(on, 'addons.exportStore', {}, [], (each) => {
      each.chosenFile = undefined;
    });
    assert.deepEqual([left.result, left.context.files.size], [undefined, 0]);
    const { result } = await runCommandWith(on, 'addons.exportStore', { file: '/x.json' });
    assert.deepEqual(result, { file: '/x.json' });
  });

  it('import only when that is typed, with a copy of what was there', async () => {
    const prepare = (context: { files: Map<string, string> }) =>
      void context.files.set('/export.json', 'the text');
    const { context } = await playCommand(on, 'addons.importStore', {}, ['replace'], prepare);
    assert.equal(context.files.get('imported'), 'the text');
    assert.deepEqual(context.report.told, [
      'Imported /export.json: 2 apps, 1 add-on, 5 own config vars. What was there is kept as backup-1-9.json.',
    ]);
    const rows = context.ask.confirmations[0]?.consequences ?? [];
    assert.deepEqual(
      rows.map(({ icon, label, description }) => [icon, label, description]),
      [
        ['remove', '1 apps with their config vars and releases', undefined],
        ['remove', '0 add-ons with their data', undefined],
        ['add', '2 apps, 1 add-on, 5 own config vars', 'from the file, an export in format 1'],
      ],
    );
    const left = await playCommand(on, 'addons.importStore', {}, [escape], prepare);
    assert.equal(left.context.files.get('imported'), undefined);
    await refusesCommandWith(on, 'addons.importStore', { file: '/x' }, 'confirmation_required');
    const given = await runCommandWith(on, 'addons.importStore', { file: '/x', confirm: 'replace' });
    assert.deepEqual(given.result, { file: '/x', copy: 'backup-1-9.json' });
  });

  it('look at a file before they ask to replace anything by it', async () => {
    const { context, ask } = await playCommand(on, 'addons.importStore', {}, [], (each) => {
      each.files.set('/export.json', 'junk');
    });
    assert.deepEqual([context.report.told, ask.confirmations], [['import_invalid'], []]);
  });

  it('propose a name for an export', async () => {
    const { context } = await playCommand(on, 'addons.exportStore', {}, []);
    assert.match(context.proposedName, /^addon-manager-\d{4}-\d\d-\d\d\.json$/);
  });

  it('export what was read last when nothing can be read any more, and say so', async () => {
    const { context } = await playCommand(on, 'addons.exportStore', {}, [], (each) => {
      each.platform.refresh = () => Promise.reject(failed('store_gone', { file: '/store' }));
    });
    assert.equal(context.files.get('/export.json'), '{"format":1}');
    assert.match(context.report.told.join(), /what was exported is what was read last/);
  });

  it('import into a store that can not be read, which is not taken for an empty one', async () => {
    const broken = await TestPlatform.open();
    const prepare = (context: PlayedContext): void => {
      context.files.set('/export.json', 'the text');
      context.platform.ready = () => Promise.reject(failed('store_gone', { file: '/store' }));
    };
    const { context } = await playCommand(broken, 'addons.importStore', {}, ['replace'], prepare);
    assert.equal(context.files.get('imported'), 'the text');
  });

  it('start over where nothing could be read, and do not call that empty', async () => {
    const broken = await TestPlatform.open();
    const { context } = await playCommand(broken, 'addons.startOver', {}, ['start over'], (each) => {
      each.platform.ready = () => Promise.reject(failed('store_gone', { file: '/store' }));
      each.platform.startOver = () => Promise.resolve(null);
    });
    assert.match(context.report.told.join(), /A new, empty store was started/);
  });

  it('restore a backup that is chosen, or say that there is none', async () => {
    const withOne = (each: PlayedContext): void => {
      each.backups = [backup];
    };
    const { context, ask } = await playCommand(
      on,
      'addons.restoreBackup',
      {},
      ['56 years ago', back, '56 years ago', ''],
      withOne,
    );
    const [row] = ask.offered[0] ?? [];
    assert.deepEqual(
      [row?.description, row?.detail],
      ['1970-01-01 00:00:00 UTC', '1 app, 2 add-ons, 1 own config var · commit 8 · 2 KB · backup-1-8.json'],
    );
    assert.deepEqual(
      ask.confirmations[0]?.consequences.map(({ label, description }) => [label, description]),
      [
        ['1 app, 0 add-ons, 0 own config vars', 'there now: goes, and is kept as a backup'],
        ['1 app, 2 add-ons, 1 own config var', 'from the backup of 56 years ago'],
      ],
    );
    assert.equal(context.files.get('restored'), 'backup-1-8.json');
    assert.match(context.report.told.join(), /^Restored the backup of 56 years ago: 1 app, 2 add-ons/);
    const left = await playCommand(on, 'addons.restoreBackup', {}, ['56 years ago', escape], withOne);
    assert.equal(left.context.files.get('restored'), undefined);
    await refusesCommandWith(on, 'addons.restoreBackup', {}, 'invalid_request', (each) => {
      each.backups = [backup];
    });
    const none = await playCommand(on, 'addons.restoreBackup', {}, []);
    assert.deepEqual(none.context.report.told, ['nothing_to_choose']);
  });

  it('offer to take back what was replaced as a whole, by the copy that was kept', async () => {
    const withCopy = (each: PlayedContext): void => {
      each.backups = [{ ...backup, name: 'backup-1-9.json', generation: 9 }, backup];
    };
    const known = { backup: 'backup-1-8.json' };
    const { context } = await playCommand(on, 'addons.restoreBackup', known, [], withCopy);
    assert.deepEqual(context.report.offered, [
      [{ title: 'Undo', command: 'addons.restoreBackup', known: { backup: 'backup-1-9.json' } }],
    ]);
  });

  it('open the folder', async () => {
    const { result } = await runCommandWith(on, 'addons.openStoreFolder', {});
    assert.deepEqual(result, { folder: '/store' });
    for (const [outcome, told] of [
      ['shown', /^$/],
      ['copied', /^The store is in the folder \/store\. Its path was copied\.$/],
      ['missing', /^There is no folder \/store/],
    ] as const) {
      const { context } = await playCommand(on, 'addons.openStoreFolder', {}, [], (each) => {
        each.openedFolder = outcome;
      });
      assert.match(context.report.told.join(), told);
    }
  });

  it('show what is wrong with the store, with what helps', async () => {
    const { context, ask } = await playCommand(on, 'addons.showStore', {}, ['Restore Backup…'], (each) => {
      Object.assign(each.storeHealth, {
        trouble: { code: 'store_gone', details: { file: '/store' } },
        damaged: { files: ['store-9.json'], generation: 8, at: '2026-01-02T03:04:05.000Z' },
        kept: '/store/backup-1-8.json',
        conflictedCopies: ['store-8 (conflicted copy).json'],
      });
    });
    assert.deepEqual(
      ask.offered[0]?.slice(0, 7).map(({ label }) => label),
      [
        'The store does not work at the moment',
        'Open Store Folder',
        'Restore Backup…',
        'Start Over…',
        'store-9.json',
        '/store/backup-1-8.json',
        'store-8 (conflicted copy).json',
      ],
    );
    const trouble = ask.offered.flat().find(({ value }) => value === 'nothing');
    assert.match(trouble?.detail ?? '', /^The store \/store is gone/);
    assert.deepEqual(context.started, [['addons.restoreBackup', {}]]);
  });
});
