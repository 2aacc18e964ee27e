import * as l10n from '@vscode/l10n';
import { releaseInWords } from '../core/model/releaseInWords.ts';
import type { App } from '../core/model/app.ts';
import { findApp } from '../core/model/identifiers.ts';
import { releaseDiffs, type ReleaseDiff } from '../core/model/releaseDiff.ts';
import { exactTime, relativeTime } from '../core/time/timeText.ts';
import type { PlainContext } from './command.ts';
import type { Answer, Browsed, Choice } from './ports.ts';
import { whichApp } from './questions.ts';
import { definePlainCommand } from './runCommand.ts';

interface ShowReleasesArguments {
  app: string;
}

/** Button of a row and row of a page: both roll back. */
const rollBackAction = 'rollBack';

/** Lists the releases of an app, newest first: what each did to names, by whom, when; and a way back to each. */
export const showReleases = definePlainCommand<ShowReleasesArguments>({
  id: 'addons.showReleases',
  title: () => l10n.t('Show Releases'),
  arguments: { app: 'text' },
  questions: { app: whichApp },
  run: async ({ app: identifier }, context) => {
    const { platform, isAsking } = context;
    await platform.ready();
    const app = findApp(platform.state, identifier);
    if (isAsking) {
      await browseReleases(app, context);
    }
    return { app: app.name, releases: newestFirst(app, context).map(asData) };
  },
});

function newestFirst(app: App, { platform }: PlainContext): readonly ReleaseDiff[] {
  const history = platform.state.releases[app.id];
  return history === undefined ? [] : releaseDiffs(history).toReversed();
}

/** What programs get of a release. Names, never a value. */
function asData({ release, set, changed, unset, isWhole }: ReleaseDiff, position: number): object {
  const { version, description, user, createdAt, addonPlanNames } = release;
  return {
    version,
    isCurrent: position === 0,
    description,
    user,
    createdAt: new Date(createdAt).toISOString(),
    configVars: { set, changed, unset, isWhole },
    addonPlans: addonPlanNames,
  };
}

/** Goes back and forth between the list and one release. */
async function browseReleases(app: App, context: PlainContext): Promise<void> {
  let shown: string | undefined;
  for (;;) {
    const answer = await browseList(app, shown, context);
    if (answer.kind !== 'answer') {
      return;
    }
    const { value: version, action } = answer.value;
    if (action === rollBackAction) {
      await rollBackTo(app, version, context);
      return;
    }
    if ((await browseRelease(app, version, context)) === 'left') {
      return;
    }
    shown = version;
  }
}

async function rollBackTo(app: App, version: string, { run }: PlainContext): Promise<void> {
  await run('addons.rollback', { app: app.id, version });
}

function browseList(
  app: App,
  preselected: string | undefined,
  context: PlainContext,
): Promise<Answer<Browsed>> {
  const nowMs = context.clock.nowMs();
  return context.ask.browse({
    step: { title: l10n.t('Releases of {0}', app.name), number: 1, total: 1, canGoBack: false },
    placeholder: l10n.t('Choose a release to see what it did'),
    choices: newestFirst(app, context).map((diff, position) => listRow(diff, position === 0, nowMs)),
    preselected,
  });
}

function listRow(diff: ReleaseDiff, isCurrent: boolean, nowMs: number): Choice {
  const { version, user, createdAt } = diff.release;
  const description = releaseInWords(diff.release.description);
  const when = relativeTime(createdAt, nowMs);
  return {
    value: String(version),
    label: `v${version}`,
    icon: isCurrent ? 'pass-filled' : 'tag',
    description: isCurrent
      ? l10n.t('current · {0} · {1} · {2}', description, when, user)
      : l10n.t('{0} · {1} · {2}', description, when, user),
    detail: namesText(diff),
    ...(!isCurrent && {
      actions: [{ id: rollBackAction, title: l10n.t('Roll Back to v{0}', version), icon: 'history' }],
    }),
  };
}

/** `+ BROKER_URL  ~ LOG_LEVEL  − OLD_URL` */
function namesText({ set, changed, unset, isWhole }: ReleaseDiff): string {
  if (isWhole) {
    return set.length === 1
      ? l10n.t('the oldest release kept; one config var then')
      : l10n.t('the oldest release kept; {0} config vars then', set.length);
  }
  const names = [
    ...set.map((name) => `+ ${name}`),
    ...changed.map((name) => `~ ${name}`),
    ...unset.map((name) => `− ${name}`),
  ];
  return names.length === 0 ? l10n.t('no config vars changed') : names.join('  ');
}

/** One release in full, until it is left or gone back from. */
async function browseRelease(app: App, version: string, context: PlainContext): Promise<'back' | 'left'> {
  let preselected: string | undefined;
  for (;;) {
    const diffs = newestFirst(app, context);
    const position = diffs.findIndex(({ release }) => String(release.version) === version);
    const diff = diffs[position];
    if (diff === undefined) {
      return 'back';
    }
    const answer = await context.ask.browse({
      step: { title: l10n.t('v{0} of {1}', version, app.name), number: 1, total: 1, canGoBack: true },
      placeholder: releaseInWords(diff.release.description),
      choices: [
        ...nameRows(diff),
        ...aboutRows(diff, context.clock.nowMs()),
        ...(position === 0 ? [] : [rollBackRow(diff)]),
      ],
      preselected,
    });
    if (answer.kind !== 'answer') {
      return answer.kind === 'back' ? 'back' : 'left';
    }
    preselected = answer.value.value;
    if (preselected === rollBackAction) {
      await rollBackTo(app, version, context);
      return 'left';
    }
  }
}

function nameRows(diff: ReleaseDiff): readonly Choice[] {
  const rows = (names: readonly string[], icon: string, what: string): readonly Choice[] =>
    names.map((name) => ({ value: `name ${name}`, label: name, icon, description: what }));
  const all = [
    ...rows(diff.set, 'add', diff.isWhole ? l10n.t('was there') : l10n.t('was set')),
    ...rows(diff.changed, 'edit', l10n.t('got another value')),
    ...rows(diff.unset, 'remove', l10n.t('was removed')),
  ];
  const none = { value: 'none', label: l10n.t('no config vars changed'), icon: 'dash' };
  return withHeading(l10n.t('Config Vars'), all.length === 0 ? [none] : all);
}

function aboutRows({ release }: ReleaseDiff, nowMs: number): readonly Choice[] {
  const { user, createdAt, addonPlanNames, slug } = release;
  const about = [
    { value: 'user', label: user, icon: 'account', description: l10n.t('made it') },
    {
      value: 'time',
      label: exactTime(createdAt),
      icon: 'clock',
      description: relativeTime(createdAt, nowMs),
    },
    ...(slug === null
      ? []
      : [{ value: 'commit', label: slug, icon: 'git-commit', description: l10n.t('commit that ran') }]),
  ];
  const plans = addonPlanNames.map((plan, position) => ({
    value: `plan ${position}`,
    label: plan,
    icon: 'database',
  }));
  return [
    ...withHeading(l10n.t('Release'), about),
    ...withHeading(l10n.t('Add-ons That the App Paid For Then'), plans),
  ];
}

function rollBackRow({ release }: ReleaseDiff): Choice {
  return {
    value: rollBackAction,
    label: l10n.t('Roll Back to v{0}…', release.version),
    icon: 'history',
    heading: l10n.t('What You Can Do'),
  };
}

function withHeading(heading: string, [first, ...rest]: readonly Choice[]): readonly Choice[] {
  return first === undefined ? [] : [{ ...first, heading }, ...rest];
}
