import './app.css';
import { button } from '../components/controls.ts';
import { element, filled, setText } from '../components/element.ts';
import { focusWhenHere } from '../components/focusWhenHere.ts';
import { openPage } from '../components/openPage.ts';
import { RevealedValues } from '../components/revealedValues.ts';
import { CompareMode } from './browser/compareMode.ts';
import type { PageParts } from './browser/context.ts';
import { inShort } from './browser/inShort.ts';
import { VarList } from './browser/list.ts';
import { TextMode } from './browser/textMode.ts';
import { Drafts } from './browser/drafts.ts';
import type { Asked, Model, Outcome, Words } from './protocol.ts';

openPage<Model, Words, Asked>((root, page, { words }) => {
  const { host, say, attempt } = page;
  let app = '';

  const revealAll = button({
    label: words.revealAll,
    icon: 'eye',
    onPress: () => {
      if (revealed.size > 0) {
        revealed.hide();
        return;
      }
      reveal(list.matchingNames, words.allRevealed);
    },
  });
  const revealed = new RevealedValues(
    (names) => {
      list.drawValues(names);
      setLabel(revealAll, revealed.size > 0 ? words.hideAll : words.revealAll);
    },
    () => {
      page.mention(words.hidden);
    },
  );
  const reveal: PageParts['reveal'] = (names, saidThen) => {
    if (names.length === 0) {
      return;
    }
    attempt(
      host.request('reveal', { names: [...names] }).then(({ values }) => {
        if (revealed.show(values)) {
          say(saidThen);
        }
      }),
    );
  };
  const drafts = new Drafts(host);
  const tell = (outcome: Outcome): boolean => {
    const operation = outcome.kind === 'done' ? outcome.operation : null;
    const undo = (): void => {
      attempt(
        host.request('undo', { operation: operation ?? '' }).then(({ said }) => {
          say(said);
        }),
      );
    };
    say(outcome.said, operation === null ? undefined : { title: words.undo, onPress: undo });
    return outcome.kind === 'done';
  };
  const parts: PageParts = {
    ...page,
    words,
    revealed,
    reveal,
    drafts,
    tell,
    editingChanged: () => {
      list.editingChanged();
    },
  };
  const list = new VarList(parts);
  const showList = (): void => {
    listing.hidden = false;
    focusWhenHere(() => {
      list.filter.focus();
    });
  };
  const isOtherShown = (): boolean => !text.root.hidden || !compare.root.hidden;
  const text = new TextMode(parts, showList);
  const compare = new CompareMode(parts, showList);
  let isOpening = false;
  const instead = (mode: TextMode | CompareMode) => (): void => {
    if (isOpening) {
      return;
    }
    isOpening = true;
    revealed.hide();
    // That values are shown is true no more.
    page.mention('');
    attempt(
      mode
        .open(app)
        .finally(() => {
          isOpening = false;
        })
        .then(() => {
          listing.hidden = isOtherShown();
        }),
    );
  };

  const openCompare = instead(compare);

  /** With what was typed when the page was unloaded. */
  const goOn = async (): Promise<void> => {
    const { drafts: typed, lost } = await drafts.before();
    const { newName } = host.kept.choices;
    const added = typed.get(words.addTitle);
    if (newName !== undefined || added !== undefined) {
      list.add(added?.newName ?? newName, added?.typed);
    }
    const homeless: string[] = [];
    for (const [what, draft] of typed) {
      if (what === words.editAsText) {
        text.restore(app, draft);
        listing.hidden = true;
      } else if (what !== words.addTitle && !list.restore(what, draft)) {
        drafts.keep(what, undefined);
        homeless.push(what);
      }
    }
    const gone = [...lost, ...homeless];
    if (gone.length > 0) {
      say(filled(words.lost, inShort(gone, words)), 'stays');
    }
  };

  const title = element('h1', {});
  const counted = element('p', { class: 'quiet' });
  const toolbar = element(
    'div',
    { class: 'toolbar', role: 'group', 'aria-label': words.toolbar, 'data-part': '' },
    list.filter,
    button({
      label: words.add,
      icon: 'add',
      isMain: true,
      onPress: () => {
        list.add();
      },
    }),
    revealAll,
    button({
      label: words.copyAll,
      icon: 'copy',
      onPress: () => {
        attempt(
          host.request('copyAll', {}).then(({ said }) => {
            say(said);
          }),
        );
      },
    }),
    button({
      label: words.writeToFile,
      icon: 'save',
      onPress: () => {
        attempt(host.request('writeToFile', {}).then(() => undefined));
      },
    }),
    button({ label: words.editAsText, icon: 'edit', onPress: instead(text) }),
    button({ label: words.compare, icon: 'compare', onPress: openCompare }),
  );
  const listing = element('div', {}, toolbar, list.root);
  const gone = element('p', { class: 'nothing', role: 'alert', hidden: '' });
  const all = element('div', {}, title, counted, listing, text.root, compare.root);
  root.append(all, gone);

  document.addEventListener('keydown', (event) => {
    const isTyping =
      event.target instanceof Element && event.target.matches('vscode-text-field, vscode-text-area');
    if (event.key === '/' && !isTyping && !listing.hidden) {
      event.preventDefault();
      event.stopPropagation();
      list.filter.focus();
    }
  });
  // Out of sight of whoever edits, what is in a field is not to be read over a shoulder.
  document.body.classList.toggle('away', !document.hasFocus());
  addEventListener('blur', () => {
    document.body.classList.add('away');
  });
  addEventListener('focus', () => {
    document.body.classList.remove('away');
  });

  return {
    show: ({ model, row }) => {
      all.hidden = model.kind === 'gone';
      gone.hidden = model.kind !== 'gone';
      if (model.kind === 'gone') {
        setText(gone, model.text);
        revealed.hide();
        say('');
        return;
      }
      const isFirst = app === '';
      ({ app } = model);
      setText(title, filled(words.caption, app));
      setText(counted, model.counted);
      list.show(model.rows);
      if (row !== undefined && text.mayClose) {
        text.close();
        compare.close();
        list.focusRow(row);
      }
      if (!isFirst) {
        compare.refresh();
        return;
      }
      if (compare.wasOpen) {
        openCompare();
      }
      attempt(goOn());
    },
  };
});

/** Another word on a button that stays where it is; its icon stands in a slot of its own. */
function setLabel(control: HTMLElement, label: string): void {
  const word = [...control.childNodes].find((node) => node.nodeType === Node.TEXT_NODE);
  if (word !== undefined) {
    setText(word, label);
  }
}
