import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { eachMinute } from '../../../src/webviews/host/eachMinute.ts';

describe('what is done each minute', () => {
  let atMs: number;
  const clock = { nowMs: () => atMs };
  const pass = (ms: number): void => {
    atMs += ms;
    mock.timers.tick(ms);
  };

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
  });

  afterEach(() => {
    mock.timers.reset();
  });

  it('is done at full minutes, so also as a month turns, and never after its end', () => {
    atMs = Date.parse('2026-11-30T23:58:30.250Z');
    const times: string[] = [];
    const minutes = eachMinute(clock, () => times.push(new Date(atMs).toISOString()));
    pass(29_000);
    assert.deepEqual(times, []);
    pass(750);
    pass(60_000);
    pass(60_000);
    assert.deepEqual(times, [
      '2026-11-30T23:59:00.000Z',
      '2026-12-01T00:00:00.000Z',
      '2026-12-01T00:01:00.000Z',
    ]);
    minutes.dispose();
    pass(120_000);
    assert.equal(times.length, 3);
  });
});
