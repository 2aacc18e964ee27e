import type { Action, ActionType, InputOf, ResultOf } from '../actions/action.ts';
import { cliEquivalent } from '../actions/cliEquivalent.ts';
import { Catalog, type CatalogData } from '../catalog/catalog.ts';
import { failed, isAddonError } from '../errors/addonError.ts';
import type { Confirmation } from '../errors/failure.ts';
import { changesBetween, type ChangeList } from '../model/changes.ts';
import { isEqual } from '../model/entries.ts';
import type { OperationGroupId, OperationId, OriginId } from '../model/ids.ts';
import { localDeveloper } from '../model/owner.ts';
import type { Operation } from '../model/operation.ts';
import { emptyState, type State } from '../model/state.ts';
import type { Randomness, Seed } from '../ports/chance.ts';
import type { Clock } from '../ports/clock.ts';
import type { Disposable } from '../ports/disposable.ts';
import type { Provider } from '../ports/provider.ts';
import { tellAll } from '../ports/tellAll.ts';
import type { StateStore } from '../ports/stateStore.ts';
import { effectBetween, type Effect } from '../rules/effect.ts';
import { newestOf, recordOperation, type OperationContext } from '../rules/operations.ts';
import type { Given } from '../rules/rule.ts';
import { ruleTable } from '../rules/ruleTable.ts';
import type {
  AddonPlatform,
  Done,
  DoneTogether,
  Made,
  PerformOptions,
  Preview,
  PreviewTogether,
} from './addonPlatform.ts';

export interface LocalPlatformParts {
  readonly store: StateStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly provider: Provider;
  /** For how long operations can be undone, in ms (R37). */
  readonly undoKeepMs: number;
  /** Releases, and events, kept per app; 500 if left out. */
  readonly keptReleases?: number;
  readonly loadCatalog: () => Promise<CatalogData>;
}

const defaultKeptReleases = 500;

/** Time and seed, fixed before the first try, so that a repetition on a newer state makes the same ids. */
interface Drawn {
  readonly nowMs: number;
  readonly seed: Seed;
}

/** The add-on system on this machine: rules on the state of a store. The only caller of `StateStore.transact`. */
export class LocalPlatform implements AddonPlatform {
  readonly #parts: LocalPlatformParts;
  readonly #origin: OriginId;
  readonly #listeners = new Set<(changes: ChangeList) => void>();
  readonly #openListeners = new Set<() => void>();
  readonly #storeListener: Disposable;
  #catalog: Catalog | undefined;
  #ready: Promise<void> | undefined;

  constructor(parts: LocalPlatformParts) {
    this.#parts = parts;
    this.#origin = this.#newId() as OriginId;
    this.#storeListener = parts.store.onChange((before, after) => {
      this.#announce(changesBetween(before, after));
    });
  }

  async dispose(): Promise<void> {
    this.#listeners.clear();
    this.#openListeners.clear();
    this.#storeListener.dispose();
    await this.#parts.store.close();
  }

  ready(): Promise<void> {
    this.#ready ??= this.#open().catch((error: unknown) => {
      // The next call tries again: a store may have been mended meanwhile.
      this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }

  get state(): State {
    return this.#parts.store.state;
  }

  get catalog(): Catalog {
    if (this.#catalog === undefined) {
      throw new Error('Read before ready() was awaited');
    }
    return this.#catalog;
  }

  async perform<Type extends ActionType>(
    action: Action<Type>,
    options: PerformOptions = {},
  ): Promise<Done<Type>> {
    await this.ready();
    const drawn = this.#draw(options.seed);
    const context = { origin: this.#origin, group: options.group ?? null };
    const [made, done] = await this.#parts.store.transact((state) => {
      this.#refuseUnseen(state, action, drawn, options.confirmed);
      const applied = this.#apply(state, action, drawn, context);
      refuseOther(options.seen, applied[1].effect);
      return [applied[0], applied];
    });
    options.made?.(made);
    return done;
  }

  async preview<Type extends ActionType>(
    action: Action<Type>,
    options: PerformOptions = {},
  ): Promise<Preview<Type>> {
    await this.ready();
    const drawn = this.#draw(options.seed);
    const context = { origin: this.#origin, group: null };
    try {
      const [next, done] = this.#apply(this.state, action, drawn, context);
      return { ...done, seed: drawn.seed, failure: null, next };
    } catch (error) {
      if (isAddonError(error)) {
        return { seed: drawn.seed, failure: error.failure };
      }
      throw error;
    }
  }

  async performTogether(
    actions: readonly Action[],
    options: { readonly seen?: Effect | undefined; readonly made?: Made | undefined } = {},
  ): Promise<DoneTogether> {
    await this.ready();
    const drawn = actions.map(() => this.#draw(undefined));
    const group = this.newGroup();
    const [made, done] = await this.#parts.store.transact((state) => {
      const applied = this.#applyAll(state, actions, drawn, group);
      refuseOther(options.seen, applied[1].effect);
      return [applied[0], applied];
    });
    options.made?.(made);
    return done;
  }

  async previewTogether(actions: readonly Action[]): Promise<PreviewTogether> {
    await this.ready();
    const drawn = actions.map(() => this.#draw(undefined));
    try {
      const [, done] = this.#applyAll(this.state, actions, drawn, this.newGroup());
      return { ...done, failure: null };
    } catch (error) {
      if (isAddonError(error)) {
        return { failure: error.failure };
      }
      throw error;
    }
  }

  newestOperation(): Operation | undefined {
    const { clock, undoKeepMs } = this.#parts;
    const [newest] = newestOf(this.state, this.#origin);
    return newest !== undefined && clock.nowMs() - newest.at < undoKeepMs ? newest : undefined;
  }

  async startOver(): Promise<string | null> {
    // A store that can't be opened can be started over, too.
    const copy = await this.#parts.store.replace(emptyState);
    await this.ready();
    return copy;
  }

  newGroup(): OperationGroupId {
    return this.#newId() as OperationGroupId;
  }

  onDidChange(listener: (changes: ChangeList) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  onDidOpen(listener: () => void): Disposable {
    this.#openListeners.add(listener);
    return { dispose: () => void this.#openListeners.delete(listener) };
  }

  async refresh(): Promise<void> {
    await this.ready();
    await this.#parts.store.refresh();
  }

  #apply<Type extends ActionType>(
    state: State,
    action: Action<Type>,
    drawn: Drawn,
    context: OperationContext,
  ): readonly [State, Done<Type>] {
    const given = this.#given(drawn);
    if (Object.hasOwn(state.operations, given.operationId)) {
      // The ids that it draws are in use already.
      throw failed('invalid_request', { field: 'seed', problem: 'was used before.' });
    }
    const [after, result] = applyRule(state, action, given);
    if (after === state) {
      return [state, { result, effect: { apps: [], monthlyCents: 0 }, operationId: null }];
    }
    const recorded = recordOperation(
      state,
      after,
      { ...context, type: action.type, cli: cliEquivalent(action, state) },
      given,
    );
    const effect = effectBetween(state, recorded);
    return [recorded, { result, effect, operationId: given.operationId }];
  }

  #applyAll(
    state: State,
    actions: readonly Action[],
    drawn: readonly Drawn[],
    group: OperationGroupId,
  ): readonly [State, DoneTogether] {
    const context = { origin: this.#origin, group };
    let next = state;
    let operationId: OperationId | null = null;
    for (const [position, action] of actions.entries()) {
      const [after, done] = this.#apply(next, action, drawn[position] ?? this.#draw(undefined), context);
      next = after;
      operationId = done.operationId ?? operationId;
    }
    return [next, { effect: effectBetween(state, next), operationId }];
  }

  /** Without its confirmation, the action must still ask for just what was confirmed. */
  #refuseUnseen<Type extends ActionType>(
    state: State,
    action: Action<Type>,
    drawn: Drawn,
    confirmed: Confirmation | undefined,
  ): void {
    if (confirmed === undefined) {
      return;
    }
    try {
      applyRule(state, { ...action, confirm: undefined }, this.#given(drawn));
    } catch (error) {
      if (
        isAddonError(error) &&
        error.failure.code === 'confirmation_required' &&
        isEqual(error.failure.details, confirmed)
      ) {
        return;
      }
      throw error;
    }
  }

  #given({ nowMs, seed }: Drawn): Given {
    const chance = this.#parts.randomness.chance(seed);
    return {
      nowMs,
      chance,
      catalog: this.catalog,
      provider: this.#parts.provider,
      actor: localDeveloper.email,
      operationId: chance.uuid() as OperationId,
      origin: this.#origin,
      undoKeepMs: this.#parts.undoKeepMs,
      keptReleases: Math.max(1, this.#parts.keptReleases ?? defaultKeptReleases),
    };
  }

  #draw(seed: Seed | undefined): Drawn {
    return { nowMs: this.#parts.clock.nowMs(), seed: seed ?? this.#parts.randomness.newSeed() };
  }

  #newId(): string {
    const { randomness } = this.#parts;
    return randomness.chance(randomness.newSeed()).uuid();
  }

  async #open(): Promise<void> {
    const [data] = await Promise.all([this.#parts.loadCatalog(), this.#parts.store.open()]);
    this.#catalog = new Catalog(data);
    tellAll(this.#openListeners);
  }

  #announce(changes: ChangeList): void {
    if (changes.length > 0) {
      tellAll(this.#listeners, changes);
    }
  }
}

function refuseOther(seen: Effect | undefined, effect: Effect): void {
  if (seen !== undefined && !isEqual(comparable(seen), comparable(effect))) {
    throw failed('changed_meanwhile', {});
  }
}

/** What a person sees of an effect: release numbers may go on meanwhile. */
function comparable({ apps, monthlyCents }: Effect): unknown {
  return { monthlyCents, apps: apps.map((app) => ({ ...app, releases: app.releases.length })) };
}

function applyRule<Type extends ActionType>(
  state: State,
  action: Action<Type>,
  given: Given,
): readonly [State, ResultOf<Type>] {
  const { type, ...input }: { type: Type } = action;
  return ruleTable[type](state, input as InputOf<Type>, given);
}
