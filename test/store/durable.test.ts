import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { open } from 'node:fs/promises';
import * as path from 'node:path';
import { nodeFiles } from '../../src/store/nodeFiles.ts';
import { counted, countUp } from '../contract/stateStore.ts';
import { inFolder, newestFile, opened } from '../support/storeFolder.ts';
import { hookedFiles } from './support/hookedFiles.ts';

const quiet = { pollMs: 1e6 };

describe('a commit on a real disk', () => {
  it('makes its file durable before it is linked, and the name after that', () =>
    inFolder(async (folder) => {
      const happened: string[] = [];
      const store = await opened(folder, {
        ...quiet,
        files: hookedFiles(nodeFiles, {
          after: ({ type, path: from }) => {
            if (type === 'link' && from.includes('tmp-')) {
              happened.push('link');
            }
          },
        }),
      });
      // What the port is asked for is seen elsewhere; here, whether the system is asked.
      const handle = await open(path.dirname(folder));
      const prototype = Object.getPrototypeOf(handle) as { sync: () => Promise<void> };
      await handle.close();
      const { sync } = prototype;
      prototype.sync = async function (this: typeof handle) {
        const isFolder = (await this.stat()).isDirectory();
        await sync.call(this);
        happened.push(isFolder ? 'folder' : 'file');
      };
      try {
        await store.transact(countUp());
        happened.length = 0;
        await store.transact(countUp());
        assert.deepEqual(happened, ['file', 'link', 'folder']);
      } finally {
        prototype.sync = sync;
        await store.close();
      }
    }));
});

describe('reading past a damaged file', () => {
  it('looks again for what was committed meanwhile', () =>
    inFolder(async (folder) => {
      const store = await opened(folder, quiet);
      for (let count = 1; count <= 3; count += 1) {
        await store.transact(countUp());
      }
      await store.close();
      const third = newestFile(folder);
      const bytes = fs.readFileSync(third);
      fs.rmSync(third);
      const second = newestFile(folder);
      fs.writeFileSync(second, 'damaged');
      const reader = await opened(folder, {
        ...quiet,
        files: hookedFiles(nodeFiles, {
          before: ({ type, path: file }) => {
            if (type === 'read' && file === second) {
              fs.writeFileSync(third, bytes, { mode: 0o600 });
            }
          },
        }),
      });
      assert.deepEqual([counted(reader.state), reader.health.damaged], [3, null]);
      await reader.close();
    }));
});
