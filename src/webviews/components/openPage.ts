import './base.css';
import type { Show } from '../host/messages.ts';
import { button } from './controls.ts';
import { element, setText } from './element.ts';
import { HostChannel, Refused, type Requests } from './hostChannel.ts';

export interface OpenedPage<
  Model,
  Words,
  Asked extends { readonly [Type in keyof Asked]: Requests[string] },
> {
  readonly host: HostChannel<Model, Words, Asked>;
  /** Says what came of something, to be read and heard; a button may stand beside it, to be pressed once. */
  readonly say: (text: string, next?: { readonly title: string; readonly onPress: () => void }) => void;
  /** The same, unless a sentence stands there with its button: that is worth more. */
  readonly mention: (text: string) => void;
  /** Awaits work, and says a refusal. */
  readonly attempt: (work: Promise<void>) => void;
}

export interface PageDrawing<Model, Words> {
  /** Draws, or brings up to date what is drawn: focus, scroll and what is being typed stay. */
  readonly show: (show: Show<Model, Words>) => void;
}

/**
 * Starts a page: messages, the line that says what happened, scroll and its return, F6 from part to part (elements
 * with `data-part`), and what is shown when there is nothing to show.
 *
 * @param draw makes the page's elements in `root`, when there is something to show for the first time
 */
export function openPage<Model, Words, Asked extends { readonly [Type in keyof Asked]: Requests[string] }>(
  draw: (
    root: HTMLElement,
    page: OpenedPage<Model, Words, Asked>,
    first: Show<Model, Words>,
  ) => PageDrawing<Model, Words>,
): void {
  const main = document.getElementById('page') ?? document.body;
  const trouble = element('div', { role: 'alert' });
  const root = element('div', { class: 'content', tabindex: '-1' });
  const said = element('p', { class: 'said', role: 'status', tabindex: '-1' });
  const next = element('span', { class: 'next' });
  const line = element('div', { class: 'saidLine', 'data-part': '' }, said, next);
  main.append(trouble, root, line);
  let drawing: PageDrawing<Model, Words> | undefined;

  /** Puts a button beside what is said, in place of the one there; the focus stays at what came of that. */
  const offer = (control?: HTMLElement): void => {
    const hadFocus = next.contains(document.activeElement);
    next.replaceChildren(...(control === undefined ? [] : [control]));
    if (hadFocus) {
      said.focus();
    }
  };
  const say: OpenedPage<Model, Words, Asked>['say'] = (text, step) => {
    line.classList.toggle('shown', text !== '');
    const isRepeated = said.textContent === text;
    setText(said, isRepeated ? '' : text);
    if (isRepeated) {
      // Only a text that comes anew is read out.
      requestAnimationFrame(() => {
        if (said.textContent === '') {
          said.textContent = text;
        }
      });
    }
    offer(
      step &&
        button({
          label: step.title,
          onPress: () => {
            // A second press would come too late: it was done.
            offer();
            step.onPress();
          },
        }),
    );
  };
  const mention = (text: string): void => {
    if (next.childElementCount === 0) {
      say(text);
    }
  };
  const shown = (show: Show<Model, Words>): void => {
    const hadFocus = trouble.contains(document.activeElement);
    trouble.replaceChildren();
    if (hadFocus) {
      root.focus();
    }
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
      // What is drawn stays, with all that was typed into it.
      trouble.replaceChildren(
        element(
          'div',
          { class: 'nothing' },
          element('p', {}, text),
          button({ label: retry, onPress: host.ready }),
        ),
      );
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

/** F6 leads from part to part, Shift+F6 back; from the last one on, to what lies beside the page. */
function goToNextPart(event: KeyboardEvent): void {
  if (event.key !== 'F6') {
    return;
  }
  const parts = [...document.querySelectorAll<HTMLElement>('[data-part]')].filter((part) =>
    part.checkVisibility(),
  );
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  const to = parts[event.shiftKey ? at - 1 : at + 1];
  if (to !== undefined) {
    event.preventDefault();
    event.stopPropagation();
    firstToFocus(to)?.focus();
  }
}

function firstToFocus(part: HTMLElement): HTMLElement | undefined {
  const row = part.querySelector<HTMLElement>('tbody > tr[tabindex="0"]');
  if (row?.checkVisibility() === true) {
    return row;
  }
  const found = part.querySelectorAll<HTMLElement>(
    '[tabindex="0"], button:not([disabled]), vscode-text-field, vscode-text-area, vscode-button:not([disabled]), ' +
      'vscode-dropdown, vscode-checkbox',
  );
  return [...found].find((each) => each.checkVisibility());
}
