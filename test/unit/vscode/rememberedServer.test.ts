import assert from 'node:assert/strict';
import { RememberedServer } from '../../../src/vscode/rememberedServer.ts';

describe('the server that a window remembers', () => {
  let kept: Map<string, unknown>;
  let secrets: Map<string, string>;
  let remembered: RememberedServer;

  const memory = () => ({
    get: (name: string) => kept.get(name),
    update: (name: string, value: unknown) => Promise.resolve(void kept.set(name, value)),
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  beforeEach(() => {
    kept = new Map();
    secrets = new Map();
    remembered = new RememberedServer(memory(), {
      get: (name) => Promise.resolve(secrets.get(name)),
      store: (name, value) => Promise.resolve(void secrets.set(name, value)),
      delete: (name) => Promise.resolve(void secrets.delete(name)),
    });
  });

  const server = (port: number) => ({ url: `http://127.0.0.1:${port}`, token: `token-of-${port}` });

  it('is none at first', () => {
    assert.equal(remembered.former, undefined);
  });

  it('is known by its port; its token is where secrets are, and nowhere else', async () => {
    remembered.keep(server(4000), true);
    await settled();
    const { former } = remembered;
    assert.deepEqual(former, { port: 4000, hadTerminal: true });
    assert.equal(await remembered.token(former), 'token-of-4000');
    assert.ok(!JSON.stringify([...kept]).includes('token-of'));
  });

  it('is one at a time: the token of the one before goes', async () => {
    remembered.keep(server(4000), true);
    remembered.keep(server(5000), false);
    await settled();
    assert.deepEqual(remembered.former, { port: 5000, hadTerminal: false });
    assert.deepEqual([...secrets.values()], ['token-of-5000']);
  });

  it('is forgotten with its token when it was to end', async () => {
    remembered.keep(server(4000), true);
    remembered.forget();
    remembered.forget();
    await settled();
    assert.deepEqual([remembered.former, [...secrets]], [undefined, []]);
  });

  it('has no token where there is no place for secrets', async () => {
    const fails = () => Promise.reject(new Error('no place'));
    const without = new RememberedServer(memory(), { get: fails, store: fails, delete: fails });
    without.keep(server(4000), false);
    await settled();
    assert.equal(await without.token({ port: 4000, hadTerminal: false }), undefined);
  });
});
