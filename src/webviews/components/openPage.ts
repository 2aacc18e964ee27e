import './base.css';
import type { Show } from '../host/messages.ts';
import { pressOnce } from './buttonKeys.ts';
import { button } from './controls.ts';
import { element, setText } from './element.ts';
import { HostChannel, Refused, type Requests } from './hostChannel.ts';
import { giveFocusBack } from './focusReturn.ts';
import { focusWhenHere } from './focusWhenHere.ts';
import { goToNextPart } from './nextPart.ts';
import { SaidLine } from './saidLine.ts';

export interface OpenedPage<
  Model,
  Words,
  Asked extends { readonly [Type in keyof Asked]: Requests[string] },
> {
  readonly host: HostChannel<Model, Words, Asked>;
  readonly say: SaidLine['say'];
  readonly mention: SaidLine['mention'];
  /** Awaits work, and says a refusal. */
  readonly attempt: (work: Promise<void>) => void;
}

export interface PageDrawing<Model, Words> {
  /** Draws, or brings up to date what is drawn: focus, scroll and what is being typed stay. */
  readonly show: (show: Show<Model, Words>) => void;
}

/** The words that every page has. */
interface CommonWords {
  readonly dismiss: string;
}

/**
 * Starts a page: messages, the line that says what happened, scroll and its return, F6 from part to part (elements
 * with `data-part`), and what is shown when there is nothing to show.
 *
 * @param draw makes the page's elements in `root`, when there is something to show for the first time
 */
export function openPage<
  Model,
  Words extends CommonWords,
  Asked extends { readonly [Type in keyof Asked]: Requests[string] },
>(
  draw: (
    root: HTMLElement,
    page: OpenedPage<Model, Words, Asked>,
    first: Show<Model, Words>,
  ) => PageDrawing<Model, Words>,
): void {
  const main = document.getElementById('page') ?? document.body;
  const trouble = element('div', { role: 'alert' });
  const troubleText = element('p', {});
  const root = element('div', { class: 'content', tabindex: '-1' });
  const line = new SaidLine();
  main.append(trouble, root, line.root);
  let drawing: PageDrawing<Model, Words> | undefined;

  const { say, mention } = line;
  const shown = (show: Show<Model, Words>): void => {
    const hadFocus = trouble.contains(document.activeElement);
    trouble.replaceChildren();
    if (hadFocus) {
      focusWhenHere(() => {
        root.focus();
      });
    }
    line.dismiss = show.words.dismiss;
    drawing ??= draw(root, { host, say, mention, attempt }, show);
    host.keep({ subject: show.subject });
    drawing.show(show);
    if (main.hasAttribute('aria-busy')) {
      main.removeAttribute('aria-busy');
      scrollTo(0, host.kept.scroll);
      keepScroll(host);
    }
  };
  const host = new HostChannel<Model, Words, Asked>({
    shown,
    broken: ({ text, retry }) => {
      main.setAttribute('aria-busy', 'false');
      // It may be told again and again: what stands there stays, with the focus, and is not read out once more.
      setText(troubleText, text);
      // What is drawn of the page stays, with all that was typed into it.
      if (trouble.childElementCount === 0) {
        const again = button({ label: retry, onPress: host.ready });
        trouble.append(element('div', { class: 'nothing' }, troubleText, again));
      }
    },
  });
  const attempt = (work: Promise<void>): void => {
    work.catch((error: unknown) => {
      if (!(error instanceof Refused)) {
        throw error;
      }
      say(error.message);
    });
  };
  document.addEventListener('keydown', goToNextPart);
  giveFocusBack();
  pressOnce();
  const first = document.getElementById('first')?.textContent;
  if (first) {
    // No word of the host has to be waited for.
    shown(JSON.parse(first) as Show<Model, Words>);
  }
  host.ready();
}

function keepScroll(host: { keep(part: { readonly scroll: number }): void }): void {
  let isWaiting = false;
  addEventListener('scroll', () => {
    if (!isWaiting) {
      isWaiting = true;
      requestAnimationFrame(() => {
        isWaiting = false;
        host.keep({ scroll: Math.round(scrollY) });
      });
    }
  });
}
