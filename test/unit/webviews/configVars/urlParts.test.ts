import assert from 'node:assert/strict';
import { urlParts } from '../../../../src/webviews/configVars/urlParts.ts';

const parts = (value: string): object | undefined => {
  const found = urlParts(value);
  return found && Object.fromEntries(found);
};

describe('the parts of a URL', () => {
  it('are user, password, host, port, database and options, those that there are', () => {
    assert.deepEqual(parts('postgres://user:pass@host.example.com:5432/data?sslmode=require'), {
      user: 'user',
      password: 'pass',
      host: 'host.example.com',
      port: '5432',
      database: 'data',
      options: 'sslmode=require',
    });
    assert.deepEqual(parts('redis://h:pass@host:6379'), {
      user: 'h',
      password: 'pass',
      host: 'host',
      port: '6379',
    });
    assert.deepEqual(parts('https://example.com/'), { host: 'example.com' });
    assert.deepEqual(parts('redis://:pass@host'), { password: 'pass', host: 'host' });
  });

  it('are read as they were meant where they were escaped, and as they stand where they can’t be', () => {
    assert.deepEqual(parts('a://u%40x:p%3Aw@h'), { user: 'u@x', password: 'p:w', host: 'h' });
    assert.deepEqual(parts('a://u:100%@h'), { user: 'u', password: '100%', host: 'h' });
    assert.deepEqual(parts('a://u:p@w:x@h:1'), { user: 'u', password: 'p@w:x', host: 'h', port: '1' });
  });

  it('are read of an address in brackets and of a list of hosts', () => {
    assert.deepEqual(parts('a://[::1]:80/x'), { host: '[::1]', port: '80', database: 'x' });
    assert.deepEqual(parts('mongodb://u:p@a:1,b:2/db'), {
      user: 'u',
      password: 'p',
      host: 'a:1,b:2',
      database: 'db',
    });
  });

  it('are none of what is no URL', () => {
    for (const value of [
      '',
      'info',
      'a:b',
      'http:',
      'http://',
      '://x',
      'a b://c',
      'x://a b',
      'line\nredis://h',
    ]) {
      assert.equal(urlParts(value), undefined, value);
    }
  });
});
