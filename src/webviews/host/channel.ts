import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import { isAddonError } from '../../core/errors/addonError.ts';
import { sentence } from '../../core/errors/sentence.ts';
import type { Page, RequestContext } from './page.ts';
import type { Refusal, ToPage } from './messages.ts';

/** What a page may send: that it can be shown something, or a request. */
const fromPage = z.union([
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({
    id: z.int().check(z.nonnegative()),
    type: z.string().check(z.maxLength(60)),
    input: z.unknown(),
  }),
]);

export interface ChannelParts {
  readonly page: Page;
  readonly context: RequestContext;
  readonly post: (message: ToPage) => void;
  /** The page was loaded, perhaps once more, and waits to be shown something. */
  readonly onReady: () => void;
  /** Whether people can see the page now. */
  readonly isSeen: () => boolean;
  /** Tells of a message that was dropped, or a request that was refused for its form; by its type, never its content. */
  readonly dropped: (type: string) => void;
  /** Tells of an error that is no refusal. */
  readonly defect: (error: unknown) => void;
}

/** The host's end of the messages between a page and its presenter. Every request is answered, once. */
export class Channel {
  readonly #parts: ChannelParts;
  #isClosed = false;

  constructor(parts: ChannelParts) {
    this.#parts = parts;
  }

  /** Takes whatever a page has sent. Never rejects. */
  async receive(message: unknown): Promise<void> {
    const parsed = fromPage.safeParse(message);
    if (!parsed.success) {
      this.#parts.dropped(this.#known(typeIn(message)));
    } else if ('id' in parsed.data) {
      const { id, type, input } = parsed.data;
      const answer = await this.#answer(type, input);
      this.send({ type: 'reply', replyTo: id, ...answer });
    } else {
      this.#parts.onReady();
    }
  }

  /** Sends something to the page, unless that is gone. */
  send(message: ToPage): void {
    if (!this.#isClosed) {
      this.#parts.post(message);
    }
  }

  close(): void {
    this.#isClosed = true;
  }

  async #answer(type: string, input: unknown): Promise<{ ok: unknown } | { failure: Refusal }> {
    const { page, context, isSeen, dropped, defect } = this.#parts;
    const handler = page.handlers.get(type);
    const schema = handler === undefined ? undefined : page.requests[type];
    const parsed = schema?.safeParse(input);
    if (handler === undefined || parsed?.success !== true) {
      dropped(this.#known(type));
      return { failure: { code: 'invalid_request', text: l10n.t('The page asked for something unknown.') } };
    }
    if (page.showingValues?.includes(type) === true && !isSeen()) {
      return {
        failure: { code: 'page_hidden', text: l10n.t('Values are shown only in a page that is in sight.') },
      };
    }
    try {
      return { ok: (await handler(parsed.data, context)) ?? null };
    } catch (error) {
      if (isAddonError(error)) {
        return { failure: { code: error.code, text: sentence(error.failure).text } };
      }
      defect(error);
      return { failure: { code: 'unexpected', text: l10n.t('Add-on Manager hit an unexpected error.') } };
    }
  }

  /** A type as it may stand in the log: one of ours, or none; a page could write anything there. */
  #known(type: string): string {
    return this.#parts.page.handlers.has(type) ? type : 'unknown';
  }
}

function typeIn(message: unknown): string {
  return typeof message === 'object' && message !== null && 'type' in message ? String(message.type) : '';
}
