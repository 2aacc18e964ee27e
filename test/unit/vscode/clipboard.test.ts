import assert from 'node:assert/strict';
import { ClearingClipboard } from '../../../src/vscode/clipboard.ts';

describe('the clipboard', () => {
  let held: string;
  let clearAfterMs: number;
  let isReadable: boolean;
  let isWritable: boolean;
  let waiting: { readonly work: () => void; readonly ms: number }[];
  let clipboard: ClearingClipboard;

  beforeEach(() => {
    held = '';
    clearAfterMs = 30_000;
    isReadable = true;
    isWritable = true;
    waiting = [];
    clipboard = new ClearingClipboard({
      system: {
        readText: () => (isReadable ? Promise.resolve(held) : Promise.reject(new Error('no clipboard'))),
        writeText: (text) =>
          isWritable ? Promise.resolve(void (held = text)) : Promise.reject(new Error('no clipboard')),
      },
      clearAfterMs: () => clearAfterMs,
      later: (work, ms) => {
        const entry = { work, ms };
        waiting.push(entry);
        return { dispose: () => void (waiting = waiting.filter((each) => each !== entry)) };
      },
    });
  });

  /** The time comes that was waited for. */
  const timePasses = async (): Promise<void> => {
    const due = waiting;
    waiting = [];
    due.forEach(({ work }) => {
      work();
    });
    await new Promise(setImmediate);
  };

  it('forgets a secret after the time of the setting', async () => {
    await clipboard.write('secret', { isSecret: true });
    assert.deepEqual([held, waiting.map(({ ms }) => ms)], ['secret', [30_000]]);
    await timePasses();
    assert.equal(held, '');
  });

  it('takes a text for a secret unless it is said to be none', async () => {
    await clipboard.write('secret');
    assert.equal(waiting.length, 1);
    await clipboard.write('example-app', { isSecret: false });
    assert.deepEqual([held, waiting], ['example-app', []]);
  });

  it('leaves what was copied since, here or elsewhere', async () => {
    await clipboard.write('secret', { isSecret: true });
    held = 'something else';
    await timePasses();
    assert.equal(held, 'something else');
    await clipboard.write('first', { isSecret: true });
    await clipboard.write('second', { isSecret: true });
    assert.equal(waiting.length, 1);
    await timePasses();
    assert.equal(held, '');
  });

  it('forgets nothing while the setting says never', async () => {
    clearAfterMs = 0;
    await clipboard.write('secret', { isSecret: true });
    assert.deepEqual([held, waiting], ['secret', []]);
  });

  it('leaves alone what it can not read', async () => {
    await clipboard.write('secret', { isSecret: true });
    isReadable = false;
    await timePasses();
    assert.equal(held, 'secret');
  });

  it('takes a secret out when the window goes, and nothing else', async () => {
    await clipboard.write('secret', { isSecret: true });
    clipboard.dispose();
    await new Promise(setImmediate);
    assert.deepEqual([held, waiting], ['', []]);
    await clipboard.write('secret', { isSecret: true });
    held = 'something else';
    await clipboard.clear();
    await clipboard.write('example-app', { isSecret: false });
    await clipboard.clear();
    assert.deepEqual([held, waiting], ['example-app', []]);
    clearAfterMs = 0;
    await clipboard.write('secret', { isSecret: true });
    await clipboard.clear();
    assert.equal(held, 'secret');
  });

  it('still forgets a secret when another text could not be written', async () => {
    await clipboard.write('secret', { isSecret: true });
    isWritable = false;
    await assert.rejects(clipboard.write('second', { isSecret: true }));
    isWritable = true;
    await timePasses();
    assert.equal(held, '');
  });
});
