import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const { capabilities, contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: boolean | 'limited';
      readonly restrictedConfigurations: readonly string[];
    };
  };
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope: string }>> };
  };
};

describe('an untrusted workspace', () => {
  const { supported, restrictedConfigurations } = capabilities.untrustedWorkspaces;

  it('neither links its folders to apps nor keeps secrets on the clipboard', () => {
    assert.equal(supported, 'limited');
    assert.deepEqual(restrictedConfigurations, [
      'addons.link.app',
      'addons.clipboard.clearSeconds',
      'addons.notifications.afterChanges',
    ]);
  });

  it('is kept back from settings that there are', () => {
    const { properties } = contributes.configuration;
    for (const setting of restrictedConfigurations) {
      assert.ok(Object.hasOwn(properties, setting), `there is no setting ${setting}`);
    }
  });

  it('can set nothing of where the store is', () => {
    assert.equal(contributes.configuration.properties['addons.store.folder']?.scope, 'machine');
  });
});
