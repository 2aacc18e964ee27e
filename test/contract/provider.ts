import assert from 'node:assert/strict';
import { catalogData } from '../../src/core/catalog/catalogData.lazy.ts';
import type { AddonValues } from '../../src/core/model/addon.ts';
import type { ConfigSuffix, Service } from '../../src/core/model/plan.ts';
import type { Chance } from '../../src/core/ports/chance.ts';
import type {
  ChangeOutcome,
  Provider,
  ProvisionOutcome,
  ProvisionRequest,
} from '../../src/core/ports/provider.ts';
import { seededRandomness } from '../support/seededRandomness.ts';

export function chanceOf(start: number): Chance {
  const randomness = seededRandomness(start);
  return randomness.chance(randomness.newSeed());
}

export function requestFor(service: Service, addonName = 'shining-calmly-4402'): ProvisionRequest {
  const plan = service.plans.find(({ slug }) => slug === service.defaultPlan)!;
  return { service, plan, addonName, config: {} };
}

export function valuesOf(outcome: ProvisionOutcome | ChangeOutcome): AddonValues {
  assert.ok(outcome.state === 'ready', outcome.state);
  return outcome.values;
}

/** Whether a value holds something that nobody may see, and that a rotation therefore changes. */
export function bearsSecret({ kind, template }: ConfigSuffix): boolean {
  return template === undefined ? ['url', 'password', 'token'].includes(kind) : template.includes('{secret}');
}

/** What each suffix of each service of the catalogue is expected to hold; the failures, as `service SUFFIX: value`. */
function failures(
  provider: Provider,
  isRight: (value: string, suffix: ConfigSuffix, values: AddonValues) => boolean,
): readonly string[] {
  return catalogData.services.flatMap((service, position) => {
    const values = valuesOf(provider.provision(requestFor(service), chanceOf(position)));
    return service.configSuffixes
      .filter((suffix) => !isRight(values[suffix.suffix] ?? '', suffix, values))
      .map(({ suffix }) => `${service.slug} ${suffix}: ${values[suffix]}`);
  });
}

/** What every `Provider` that is ready at once promises for every service of the catalogue. */
export function describeProvider(provider: Provider): void {
  it('R15: makes a value for each suffix, and for nothing else', () => {
    for (const service of catalogData.services) {
      const values = valuesOf(provider.provision(requestFor(service), chanceOf(1)));
      const expected = service.configSuffixes.map(({ suffix }) => suffix);
      assert.deepEqual(Object.keys(values), expected, service.slug);
    }
    assert.deepEqual(
      failures(provider, (value) => value.length > 0),
      [],
    );
  });

  it('leaves no placeholder', () => {
    assert.deepEqual(
      failures(provider, (value) => !/[{}]|undefined|null|NaN|\[object/.test(value)),
      [],
    );
  });

  it('makes URLs that parse, with a host', () => {
    assert.deepEqual(
      failures(
        provider,
        (value, { kind }) => kind !== 'url' || (URL.canParse(value) && new URL(value).hostname !== ''),
      ),
      [],
    );
  });

  it('makes URLs of the scheme and shape of their template', () => {
    assert.deepEqual(
      failures(provider, (value, { template }) => {
        if (template === undefined) {
          return true;
        }
        const parts = template.split(/\{[a-z]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
        return new RegExp(`^${parts.join('[^]+')}$`).test(value);
      }),
      [],
    );
  });

  it('makes ports that are numbers, and hosts that are names', () => {
    assert.deepEqual(
      failures(provider, (value, { kind }) => kind !== 'port' || /^[1-9]\d{1,4}$/.test(value)),
      [],
    );
    assert.deepEqual(
      failures(provider, (value, { kind }) => kind !== 'host' || /^[a-z0-9.-]+$/.test(value)),
      [],
    );
  });

  it('makes values that can be config vars (R5)', () => {
    assert.deepEqual(
      failures(provider, (value) => !value.includes('\0') && value.length < 32 * 1024),
      [],
    );
  });

  it('makes the same values from the same chance, and others from another', () => {
    for (const service of catalogData.services) {
      const [first, same, other] = [5, 5, 6].map((start) =>
        valuesOf(provider.provision(requestFor(service), chanceOf(start))),
      );
      assert.deepEqual(same, first, service.slug);
      if (service.configSuffixes.some(bearsSecret)) {
        assert.notDeepEqual(other, first, service.slug);
      }
    }
  });

  it('R33: a rotation changes exactly the values that bear a secret', () => {
    for (const [position, service] of catalogData.services.entries()) {
      const values = valuesOf(provider.provision(requestFor(service), chanceOf(position)));
      const rotated = valuesOf(provider.rotate(requestFor(service), values, chanceOf(position + 1000)));
      assert.deepEqual(
        Object.keys(rotated).filter((suffix) => rotated[suffix] !== values[suffix]),
        service.configSuffixes.filter(bearsSecret).map(({ suffix }) => suffix),
        service.slug,
      );
      assert.deepEqual(Object.keys(rotated), Object.keys(values), service.slug);
    }
  });

  it('R33: a second rotation does so again, and the first secrets are gone', () => {
    for (const [position, service] of catalogData.services.entries()) {
      const request = requestFor(service);
      const steps = [valuesOf(provider.provision(request, chanceOf(position)))];
      for (const start of [1000, 2000]) {
        steps.push(valuesOf(provider.rotate(request, steps.at(-1)!, chanceOf(position + start))));
      }
      for (const { suffix } of service.configSuffixes.filter(bearsSecret)) {
        assert.equal(new Set(steps.map((values) => values[suffix])).size, 3, `${service.slug} ${suffix}`);
      }
    }
  });

  it('R33: the same chance rotates to the same values', () => {
    for (const service of catalogData.services) {
      const values = valuesOf(provider.provision(requestFor(service), chanceOf(1)));
      const [first, same] = [3, 3].map((start) =>
        provider.rotate(requestFor(service), values, chanceOf(start)),
      );
      assert.deepEqual(first, same, service.slug);
    }
  });

  it('writes into nothing that it is given', () => {
    for (const service of catalogData.services) {
      const values = Object.freeze(valuesOf(provider.provision(requestFor(service), chanceOf(1))));
      valuesOf(provider.rotate(requestFor(service), values, chanceOf(2)));
      valuesOf(provider.failOver(requestFor(service), values, chanceOf(2)));
      valuesOf(provider.changePlan(requestFor(service), values, chanceOf(2)));
    }
  });
}
