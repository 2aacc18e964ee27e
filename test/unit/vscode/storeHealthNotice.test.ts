import assert from 'node:assert/strict';
import type { Report } from '../../../src/commands/ports.ts';
import type { Failure } from '../../../src/core/errors/failure.ts';
import type { StoreCare, StoreHealth } from '../../../src/core/ports/storeCare.ts';
import { StoreHealthNotice } from '../../../src/vscode/storeHealthNotice.ts';
import { PlayedContext } from '../../support/commandContext.ts';
import { TestPlatform } from '../../support/platform.ts';

const readOnly: Failure = { code: 'store_read_only', details: { file: '/store', reason: 'EROFS' } };
const gone: Failure = { code: 'store_gone', details: { file: '/store' } };
const full: Failure = { code: 'disk_full', details: { file: '/store' } };
const unreadable: Failure = { code: 'store_unreadable', details: { file: '/store', reason: 'EIO' } };

describe('the notice of what is wrong with the store', () => {
  let look: (part: Partial<StoreHealth>) => void;
  let told: string[];

  beforeEach(async () => {
    const { health } = new PlayedContext(await TestPlatform.open()).store;
    told = [];
    const care = {
      onHealth: (listener: (health: StoreHealth) => void) => {
        look = (part) => {
          listener({ ...health, ...part });
        };
        return { dispose: () => undefined };
      },
    } as unknown as StoreCare;
    const report = {
      failed: ({ code }: Failure) => told.push(code),
      warn: (text: string) => told.push(text),
    } as unknown as Report;
    new StoreHealthNotice(care, report);
  });

  it('tells of each trouble once, and again when it comes back', () => {
    look({ trouble: gone });
    look({ trouble: gone, generation: 2 });
    look({ trouble: unreadable });
    look({ trouble: null });
    look({ trouble: gone });
    assert.deepEqual(told, ['store_gone', 'store_unreadable', 'store_gone']);
  });

  it('leaves to commands what only they meet', () => {
    look({ trouble: full });
    look({ trouble: readOnly });
    assert.deepEqual(told, []);
  });

  it('tells at opening that nothing can be changed', () => {
    look({ trouble: readOnly, readOnly });
    look({ trouble: readOnly, readOnly, generation: 2 });
    assert.deepEqual(told, ['store_read_only']);
  });
});
