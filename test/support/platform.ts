import assert from 'node:assert/strict';
import { catalogData } from '../../src/core/catalog/catalogData.lazy.ts';
import type { CatalogData } from '../../src/core/catalog/catalog.ts';
import type { Action, ActionType } from '../../src/core/actions/action.ts';
import { isAddonError } from '../../src/core/errors/addonError.ts';
import type { ErrorCode, ErrorDetails } from '../../src/core/errors/failure.ts';
import { brokenInvariants } from '../../src/core/model/invariants.ts';
import { planName } from '../../src/core/model/addon.ts';
import { findApp } from '../../src/core/model/identifiers.ts';
import * as queries from '../../src/core/model/queries.ts';
import type { State } from '../../src/core/model/state.ts';
import type { Done } from '../../src/core/platform/addonPlatform.ts';
import { LocalPlatform, type LocalPlatformParts } from '../../src/core/platform/localPlatform.ts';
import { simulatedProvider } from '../../src/providers/simulated.ts';
import { systemRandomness } from '../../src/system/randomness.ts';
import { MemoryStateStore } from './memoryStateStore.ts';

/** A clock that stands until it is moved. */
export class TestClock {
  ms = Date.UTC(2026, 10, 24, 8, 0, 0);

  nowMs(): number {
    return this.ms;
  }
}

/** The real platform on a store in memory, with short words for what tests do most. */
export class TestPlatform {
  readonly clock = new TestClock();
  readonly platform: LocalPlatform;

  private constructor(parts: Partial<LocalPlatformParts>) {
    this.platform = new LocalPlatform({
      store: new MemoryStateStore(),
      clock: this.clock,
      randomness: systemRandomness,
      provider: simulatedProvider,
      undoKeepMs: 24 * 3_600_000,
      loadCatalog: () => Promise.resolve(catalogData),
      ...parts,
    });
  }

  static async open(parts: Partial<LocalPlatformParts> = {}): Promise<TestPlatform> {
    const opened = new TestPlatform(parts);
    await opened.platform.ready();
    return opened;
  }

  get state(): State {
    return this.platform.state;
  }

  /** Performs an action and holds the invariants I1–I7 against what came out. */
  async perform<Type extends ActionType>(action: Action<Type>): Promise<Done<Type>> {
    const done = await this.platform.perform(action);
    assert.deepEqual(brokenInvariants(this.state), []);
    return done;
  }

  async createApps(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      await this.perform({ type: 'createApp', name });
    }
  }

  /** Expects a refusal with a code and, if given, some of its details; the state must stay equal byte for byte. */
  async refuses<Code extends ErrorCode>(
    action: Action,
    code: Code,
    details: Partial<ErrorDetails[Code]> = {},
  ): Promise<string> {
    const before = this.state;
    const text = JSON.stringify(before);
    try {
      await this.platform.perform(action);
    } catch (error) {
      assert.ok(isAddonError(error), String(error));
      assert.equal(error.code, code);
      assert.deepEqual({ ...error.failure.details, ...details }, error.failure.details);
      assert.equal(this.state, before);
      assert.equal(JSON.stringify(this.state), text);
      return error.message;
    }
    throw new assert.AssertionError({ message: `${action.type} was expected to be refused with ${code}` });
  }

  version(app: string): number {
    return queries.currentVersion(this.state, findApp(this.state, app).id);
  }

  config(app: string): Readonly<Record<string, string>> {
    return queries.configOf(this.state, findApp(this.state, app).id);
  }

  /** Table "Attachments for APP": alias, add-on, billing app. */
  attachments(app: string): readonly string[] {
    return queries.attachmentsOfApp(this.state, findApp(this.state, app).id).map((attachment) => {
      const addon = queries.addonOf(this.state, attachment.addonId);
      return `${attachment.alias} → ${addon.name} (${queries.appOf(this.state, addon.billingAppId).name})`;
    });
  }

  /** Table "Resources for APP": plan, name. */
  resources(app: string): readonly string[] {
    const { id } = findApp(this.state, app);
    return queries.addonsBilledTo(this.state, id).map((addon) => `${planName(addon)} ${addon.name}`);
  }

  monthlyCents(app: string): number {
    return queries.monthlyPriceOf(this.state, findApp(this.state, app).id).cents;
  }

  /** Descriptions of an app's releases after a version, as `v3 Attach REDIS (@ref:…)`. */
  releases(app: string, after = 2): readonly string[] {
    return queries
      .releasesOf(this.state, findApp(this.state, app).id)
      .filter((release) => release.version > after)
      .map((release) => `v${release.version} ${release.description}`);
  }
}

/** The catalogue with some services altered, for rules that no real service would show. */
export function catalogWith(
  slug: string,
  change: (service: CatalogData['services'][number]) => CatalogData['services'][number],
): CatalogData {
  const services = catalogData.services.map((service) => (service.slug === slug ? change(service) : service));
  return { ...catalogData, services };
}
