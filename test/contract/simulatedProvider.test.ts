import assert from 'node:assert/strict';
import { catalogData } from '../../src/core/catalog/catalogData.lazy.ts';
import type { Service } from '../../src/core/model/plan.ts';
import { simulatedProvider } from '../../src/providers/simulated.ts';
import { chanceOf, describeProvider, requestFor, valuesOf } from './provider.ts';

function service(slug: string): Service {
  return catalogData.services.find((each) => each.slug === slug)!;
}

describe('simulated provider', () => {
  describeProvider(simulatedProvider);

  it('names only hosts that no resolver answers', () => {
    const wrong = catalogData.services.flatMap((each) => {
      const values = valuesOf(simulatedProvider.provision(requestFor(each), chanceOf(1)));
      return each.configSuffixes
        .filter(({ kind, suffix }) => {
          const value = values[suffix] ?? '';
          const host = kind === 'url' ? new URL(value).hostname : kind === 'host' ? value : null;
          return host !== null && !host.endsWith('.simulated.invalid');
        })
        .map(({ suffix }) => `${each.slug} ${suffix}: ${values[suffix]}`);
    });
    assert.deepEqual(wrong, []);
  });

  it('makes URLs that parse under every lawful name of an add-on (R2)', () => {
    const names = [
      'a1',
      'a_b',
      'a-_-b',
      'xn--a',
      'xn--zz-0',
      'constructor',
      'a'.repeat(63),
      `a${'_'.repeat(61)}b`,
    ];
    const wrong = catalogData.services.flatMap((each) =>
      names.flatMap((name) => {
        const values = valuesOf(simulatedProvider.provision(requestFor(each, name), chanceOf(1)));
        return each.configSuffixes
          .filter(({ kind, suffix }) => kind === 'url' && !URL.canParse(values[suffix] ?? ''))
          .map(({ suffix }) => `${each.slug} ${suffix} of ${name}`);
      }),
    );
    assert.deepEqual(wrong, []);
  });

  it('all values of one add-on share user, host and secret', () => {
    const values = valuesOf(simulatedProvider.provision(requestFor(service('pusher'), 'live'), chanceOf(1)));
    const [api, ...others] = Object.values(values)
      .filter((value) => URL.canParse(value))
      .map((value) => new URL(value));
    assert.deepEqual(
      others.map(({ hostname }) => hostname),
      others.map(() => api?.hostname),
    );
    assert.equal(api?.hostname, 'live.simulated.invalid');
    const pair = valuesOf(simulatedProvider.provision(requestFor(service('exampleservice')), chanceOf(1)));
    assert.notEqual(pair['USERNAME'], pair['PASSWORD']);
  });

  it('makes the values of the rules in the shape that clients parse', () => {
    const url = (slug: string): string =>
      valuesOf(simulatedProvider.provision(requestFor(service(slug), 'cache'), chanceOf(1)))['URL'] ?? '';
    assert.match(url('heroku-redis'), /^redis:\/\/h:p[0-9a-f]{64}@cache\.simulated\.invalid:6379$/);
    assert.match(
      url('heroku-postgresql'),
      /^postgres:\/\/u[0-9a-f]{14}:p[0-9a-f]{64}@cache\.simulated\.invalid:5432\/d[0-9a-f]{14}$/,
    );
    assert.match(url('cloudamqp'), /^amqps:\/\/(u[0-9a-f]{14}):p[0-9a-f]{64}@cache\.simulated\.invalid\/\1$/);
  });
});
