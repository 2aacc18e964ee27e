import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
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
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly menus: Readonly<Record<'view/title' | 'view/item/context', readonly MenuItem[]>>;
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
};

/** The kinds of row that a `when` clause of ours lets an item appear on. */
function kindsOf(when: string): readonly string[] {
  const kinds = Object.keys(rowKinds);
  const equal = /viewItem == (\w+)$/.exec(when)?.[1];
  const pattern = /viewItem =~ \/(.+)\/$/.exec(when)?.[1];
  return kinds.filter((kind) => kind === equal || (pattern !== undefined && new RegExp(pattern).test(kind)));
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
      ({ command, when, group }) => `${command} ${group.split('@')[0]}: ${kindsOf(when).join(' ')}`,
    );
    assert.deepEqual(items, [
      'addons.create inline: app',
      'addons.copyDotenv inline: app',
      'addons.create inline: nothing',
      'addons.attach inline: addon',
      'addons.copyValue inline: ownVar ownedVar',
      'addons.create 1_create: app nothing resources',
      'addons.setConfigVar 1_create: app nothing configVars',
      'addons.copyDotenv 2_copy: app configVars',
      'addons.rollback 3_change: app',
      'addons.renameApp 3_change: app',
      'addons.destroyApp 9_destroy: app',
      'addons.attach 1_use: addon',
      'addons.changePlan 3_change: addon',
      'addons.rotateCredentials 3_change: addon',
      'addons.failOver 3_change: addon',
      'addons.rename 3_change: addon',
      'addons.destroy 9_destroy: addon',
      'addons.renameAlias 3_change: attachment use',
      'addons.detach 3_change: attachment use',
      'addons.explainAlias 4_explain: attachment use',
      'addons.destroy 9_destroy: attachment use',
      'addons.copyValue 1_copy: ownVar ownedVar',
      'addons.setConfigVar 2_change: ownVar',
      'addons.unsetConfigVar 2_change: ownVar',
    ]);
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

  it('wakes the extension for its view and commands alone', () => {
    assert.deepEqual(manifest.activationEvents, []);
  });
});
