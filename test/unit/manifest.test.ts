import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pageNames } from '../../src/commands/tabsPort.ts';
import { commandTable } from '../../src/commands/commandTable.ts';
import type { NodeKind } from '../../src/tree/model/node.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface MenuItem {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}
interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly contents: string;
      readonly when: string;
    }[];
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly menus: Readonly<
      Record<'view/title' | 'view/item/context' | 'commandPalette', readonly MenuItem[]>
    >;
    readonly keybindings: readonly {
      readonly command: string;
      readonly key: string;
      readonly when: string;
      readonly args?: {
        readonly selectionOf?: string;
        readonly commands?: readonly (
          string | { readonly command: string; readonly args: { readonly selectionOf: string } }
        )[];
      };
    }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope: string }>> };
  };
}
const manifest = JSON.parse(read('package.json')) as Manifest;
const titles = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
const { contributes } = manifest;

const rowKinds: Readonly<Record<NodeKind, true>> = {
  app: true,
  nothing: true,
  resources: true,
  attachments: true,
  configVars: true,
  addon: true,
  attachment: true,
  use: true,
  ownVar: true,
  ownedVar: true,
  failedAddon: true,
};

/** The rows that there are: each kind, in each view that has it. */
const rows = Object.keys(rowKinds).flatMap((kind) => [
  { view: 'addons.apps', kind },
  ...(kind === 'addon' || kind === 'use' ? [{ view: 'addons.resources', kind }] : []),
]);

/** The rows on which a `when` clause lets an item appear: `row+` also, `+row` only, when several are selected. */
function rowsOf(when: string): readonly string[] {
  return rows.flatMap(({ view, kind }) => {
    const name = view === 'addons.resources' ? `${kind}/all` : kind;
    const facts = { view, viewItem: kind };
    const [alone, together] = [false, true].map((listMultiSelection) =>
      holds(when, { ...facts, listMultiSelection }),
    );
    return alone ? [together ? `${name}+` : name] : together ? [`+${name}`] : [];
  });
}

type Facts = Readonly<Record<string, string | boolean | undefined>>;

/** A `when` clause of `&&`, `!`, `==` and `=~`, over facts; a key that is not among them is a mistake. */
function holds(when: string, facts: Facts): boolean {
  return when.split(' && ').every((term) => {
    const [, not, key, operator, operand] = /^(!?)([\w.]+)(?: (==|=~) (.+))?$/.exec(term) ?? [];
    assert.ok(key !== undefined && key in facts, `${term} of ${when}`);
    const value = facts[key];
    if (operator === undefined) {
      return Boolean(value) === (not === '');
    }
    return operator === '=='
      ? value === operand
      : new RegExp((operand ?? '').slice(1, -1)).test(String(value));
  });
}

describe('manifest', () => {
  it('contributes the commands of the table, in its order', () => {
    assert.deepEqual(
      contributes.commands.map(({ command }) => command),
      commandTable.map(({ id }) => id),
    );
  });

  it('gives every command a title of its own under "Add-ons"', () => {
    for (const { command, title, category } of contributes.commands) {
      assert.equal(title, `%commands.${command.slice('addons.'.length)}%`);
      assert.equal(category, '%category%');
      assert.match(titles[title.slice(1, -1)] ?? '', /^[A-Z]/);
    }
    assert.equal(titles['category'], 'Add-ons');
  });

  it('has a text for every %key%, and no text that nothing uses', () => {
    const used = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(titles).sort());
  });

  it('puts each item of the context menu on these rows and no others', () => {
    const items = contributes.menus['view/item/context'].map(
      ({ command, when, group }) => `${command} ${group.split('@')[0]}: ${rowsOf(when).join(' ')}`,
    );
    // `/all`: in the view of all add-ons; `row+`: on several selected rows, too; `+row`: on several only.
    assert.deepEqual(items, [
      'addons.create inline: app nothing',
      'addons.copyDotenv inline: app',
      'addons.showReleases inline: app',
      'addons.attach inline: addon addon/all',
      'addons.showAddon inline: addon addon/all',
      'addons.detach inline: attachment use use/all',
      'addons.copyValue inline: ownVar ownedVar',
      'addons.create inline: failedAddon',
      'addons.dismissFailedAddon inline: failedAddon',
      'addons.create 1_create: app nothing resources',
      'addons.attach 1_create: app nothing attachments',
      'addons.setConfigVar 1_create: app nothing configVars',
      'addons.openMarketplace 1_create: app nothing resources',
      'addons.showAddon 1_use: addon addon/all attachment use use/all',
      'addons.attach 1_use: addon addon/all attachment use use/all',
      'addons.revealAddon 1_use: addon use',
      'addons.revealAddon 1_use: attachment',
      'addons.revealInApp 1_use: addon/all use/all',
      'addons.revealInApp 1_use: use',
      'addons.copyValue 2_copy: ownVar ownedVar',
      'addons.copyDotenv 2_copy: app configVars',
      'addons.copyDotenv 2_copy: +ownVar +ownedVar',
      'addons.writeDotenv 2_copy: app configVars',
      'addons.copyName 2_copy: app+ addon+ addon/all+ attachment+ use+ use/all+ ownVar+ ownedVar+ failedAddon+',
      'addons.showConfigVars inline: configVars',
      'addons.showConfigVars 1_use: app configVars ownVar ownedVar',
      'addons.showPricing 1_use: app',
      'addons.showReleases 3_change: app',
      'addons.rollback 3_change: app',
      'addons.compareApps 3_change: app+',
      'addons.linkApp 3_change: app',
      'addons.renameApp 3_change: app',
      'addons.changePlan 3_change: addon addon/all',
      'addons.rotateCredentials 3_change: addon addon/all',
      'addons.failOver 3_change: addon addon/all',
      'addons.rename 3_change: addon addon/all',
      'addons.renameAlias 3_change: attachment use use/all',
      'addons.detach 3_change: attachment+ use+ use/all+',
      'addons.setConfigVar 3_change: ownVar',
      'addons.unsetConfigVar 3_change: ownVar+',
      'addons.create 3_change: failedAddon',
      'addons.showHelp 4_explain: addon addon/all',
      'addons.explainAlias 4_explain: attachment use use/all',
      'addons.whatWouldBreak 4_explain: app addon addon/all attachment use use/all',
      'addons.destroyApp 9_destroy: app',
      'addons.destroy 9_destroy: addon+ addon/all+ attachment+ use+ use/all+',
      'addons.dismissFailedAddon 9_destroy: failedAddon+',
    ]);
  });

  it('says one thing in a view without rows, whatever the store is like', () => {
    const said = (view: string, facts: Facts): readonly string[] =>
      contributes.viewsWelcome
        .filter(({ view: each, when }) => each === view && holds(when, facts))
        .map(({ contents }) => contents.slice('%views.'.length, -1));
    const troubles = ['', 'store_gone', 'store_damaged', 'store_not_folder', 'store_failed', 'defect'];
    const inApps = troubles.map((trouble) =>
      said('addons.apps', {
        'addons.isReady': trouble === '',
        'addons.isFiltered': false,
        'addons.storeTrouble': trouble,
      }),
    );
    assert.deepEqual(inApps, [
      ['apps.welcome'],
      ['trouble.store_gone'],
      ['trouble.store_damaged'],
      ['trouble.store_not_folder'],
      ['trouble.other'],
      ['trouble.other'],
    ]);
    assert.deepEqual(
      said('addons.resources', {
        'addons.isReady': false,
        'addons.isFiltered': false,
        'addons.storeTrouble': 'store_gone',
      }),
      ['trouble.other'],
    );
    // VS Code asks a pattern of what is not set, too: of the word "undefined".
    const unknown = {
      'addons.isReady': undefined,
      'addons.isFiltered': undefined,
      'addons.storeTrouble': undefined,
    };
    assert.deepEqual([...said('addons.apps', unknown), ...said('addons.resources', unknown)], []);
  });

  it('puts each item above a view there and nowhere else', () => {
    const items = contributes.menus['view/title'].map(({ command, when, group }) => {
      const views = ['addons.apps', 'addons.resources'].filter((view) =>
        [true, false].some((either) =>
          holds(when, { view, 'addons.isFiltered': either, 'addons.storeTrouble': either }),
        ),
      );
      return `${command} ${group.split('@')[0]}: ${views.map((view) => view.slice('addons.'.length)).join(' ')}`;
    });
    assert.deepEqual(items, [
      'addons.showStore navigation: apps',
      'addons.createApp navigation: apps',
      'addons.create navigation: resources',
      'addons.filter navigation: apps resources',
      'addons.clearFilter navigation: apps resources',
      'addons.undo navigation: apps',
      'addons.refresh navigation: apps',
      'addons.sortByName 1_sort: apps resources',
      'addons.sortByChange 1_sort: apps resources',
      'addons.copyCliCommand 2_change: apps',
      'addons.compareApps 3_apps: apps',
      'addons.linkApp 3_apps: apps',
      'addons.openMarketplace 3_apps: apps resources',
      'addons.loadSample 4_store: apps',
      'addons.exportStore 4_store: apps',
      'addons.importStore 4_store: apps',
      'addons.restoreBackup 4_store: apps',
      'addons.startOver 4_store: apps',
      'addons.showStore 4_store: apps',
    ]);
  });

  it('keeps from the palette only what makes no sense there', () => {
    assert.deepEqual(
      contributes.menus.commandPalette.map(({ command, when }) => `${command} ${when}`),
      [
        'addons.linkedAppActions false',
        'addons.platformApiActions false',
        'addons.renameRow false',
        'addons.removeRow false',
        'addons.copyRow false',
        'addons.clearFilter addons.isFiltered',
      ],
    );
  });

  it('gives keys to commands that there are, where our views have the focus or to chords', () => {
    const ids = new Set(commandTable.map(({ id }) => id as string));
    for (const { command, key, when, args } of contributes.keybindings) {
      if (key.startsWith('ctrl+k ')) {
        assert.ok(ids.has(command) && when === '!terminalFocus' && args === undefined, command);
        continue;
      }
      // The arrows move only the focus: the row that has it is selected before its command looks. Twice, as the
      // first opens or closes it.
      const [first, second, own] = args?.commands ?? [];
      const isOnOne = command === 'runCommands' && first === 'list.select' && second === 'list.select';
      const started = isOnOne && typeof own === 'object' ? own : { command, args };
      const view = started.args?.selectionOf;
      assert.ok(ids.has(started.command), started.command);
      assert.equal(
        when,
        `focusedView == ${view} && listFocus && !inputFocus && ${isOnOne ? '!' : ''}listMultiSelection`,
      );
    }
  });

  it('names only views, commands and settings that there are', () => {
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => read(join('src', file)))
      .join('\n');
    const commands = new Set(contributes.commands.map(({ command }) => command));
    const items = Object.values(contributes.menus).flat();
    assert.deepEqual(
      items.filter(({ command }) => !commands.has(command)),
      [],
    );
    for (const { id } of Object.values(contributes.views).flat()) {
      assert.ok(sources.includes(`'${id}'`), `nothing in src names the view ${id}`);
    }
    for (const setting of Object.keys(contributes.configuration.properties)) {
      assert.ok(sources.includes(`'${setting.slice('addons.'.length)}'`), `nothing in src reads ${setting}`);
    }
  });

  it('wakes the extension for its views and commands, after start-up for the linked app, and for kept pages', () => {
    assert.deepEqual(manifest.activationEvents, [
      'onStartupFinished',
      ...pageNames.map((name) => `onWebviewPanel:addons.${name}`),
    ]);
  });
});
