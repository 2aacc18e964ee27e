import { action, button } from '../../components/controls.ts';
import { element } from '../../components/element.ts';
import { plainTable, textList } from '../../components/plainTable.ts';
import { keyed, Section } from '../../components/section.ts';
import { start } from '../../components/pageTools.ts';
import type { PresentAddon, ReleaseRow } from '../protocol.ts';
import type { Part, Tools } from './tools.ts';

/** The releases that it caused. */
export function historySection(tools: Tools): Part {
  const { words } = tools;
  const section = new Section<readonly ReleaseRow[]>({
    title: words.history,
    draw: (history) =>
      history.length === 0
        ? [element('p', { class: 'quiet' }, words.noHistory)]
        : [
            plainTable({
              caption: words.history,
              columns: [words.release, words.what, words.when, words.actions],
              rows: history.map(({ appId, app, version, what, when, exactly }) => ({
                cells: [
                  [`${app} ${version}`],
                  [what],
                  [element('span', { title: exactly }, when)],
                  [
                    keyed(
                      `releases ${appId} ${version}`,
                      action({
                        label: words.showReleases,
                        description: `${words.showReleases}: ${app}`,
                        onPress: () => {
                          start(tools, 'showReleases', { app: appId });
                        },
                      }),
                    ),
                  ],
                ],
              })),
            }),
          ],
  });
  return {
    root: section.root,
    show: ({ history }: PresentAddon) => {
      section.show(history);
    },
  };
}

/** What its service allows, what it may do, and how its config vars are known. */
export function serviceSection({ words }: Tools): Part {
  const section = new Section<Pick<PresentAddon, 'allows' | 'mayDo' | 'varsKnownFrom'>>({
    title: words.allows,
    draw: ({ allows, mayDo, varsKnownFrom }) => [
      textList(allows),
      element('h3', {}, words.mayDo),
      textList(mayDo),
      element('p', { class: 'quiet' }, varsKnownFrom),
    ],
  });
  return {
    root: section.root,
    show: ({ allows, mayDo, varsKnownFrom }: PresentAddon) => {
      section.show({ allows, mayDo, varsKnownFrom });
    },
  };
}

/** The end of it, apart from all else. */
export function destroySection(tools: Tools): Part {
  const { words } = tools;
  const section = new Section<null>({
    title: words.destroySection,
    draw: () => [
      element('p', {}, words.destroyNote),
      keyed(
        'destroy',
        button({
          label: words.destroy,
          onPress: () => {
            start(tools, 'start', { command: 'destroy' });
          },
        }),
      ),
    ],
  });
  section.root.classList.add('apart');
  return {
    root: section.root,
    show: () => {
      section.show(null);
    },
  };
}
