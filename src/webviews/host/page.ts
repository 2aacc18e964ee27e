import type * as z from 'zod/mini';
import type { EnvFiles } from '../../commands/envFilesPort.ts';
import type { Clipboard, Run } from '../../commands/ports.ts';
import type { Tabs } from '../../commands/tabsPort.ts';
import type { ChangeList } from '../../core/model/changes.ts';
import type { AddonPlatform } from '../../core/platform/addonPlatform.ts';
import type { Clock } from '../../core/ports/clock.ts';

/** What a presenter may use of the outside. */
export interface PageContext {
  readonly platform: AddonPlatform;
  readonly clipboard: Clipboard;
  readonly envFiles: EnvFiles;
  readonly run: Run;
  readonly tabs: Tabs;
  readonly clock: Clock;
  /** A mark by which a value is known again: equal for equal texts, and tells nothing about them. */
  readonly markOf: (text: string) => string;
}

/** The requests that a page may make: by type, the form of its input. */
export type RequestSchemas = Readonly<Record<string, z.ZodMiniType>>;

/** What a page gets for its requests, by type. */
export type RepliesTo<Schemas> = Readonly<Record<keyof Schemas, unknown>>;

/** Where a request comes from: the page's subject, and what its presenter may use. */
export interface RequestContext extends PageContext {
  readonly subject: string;
  /** The operations that requests of this tab have made: those that it may undo. */
  readonly made: Set<string>;
  /** What is typed in this tab and not saved, by what it is called; in memory alone, and gone with the tab. */
  readonly drafts: Map<string, string>;
}

/** A page as the host sees it. `definePage` makes one. */
export interface Page {
  readonly requests: RequestSchemas;
  /** Requests that are answered with values of config vars. */
  readonly showingValues?: readonly string[];
  readonly handlers: ReadonlyMap<string, (input: unknown, context: RequestContext) => unknown>;
  readonly title: (subject: string, context: PageContext) => string;
  readonly model: (subject: string, context: PageContext) => unknown;
  readonly words: () => unknown;
  readonly isNamedBy: (changes: ChangeList, subject: string, context: PageContext) => boolean;
}

/** What a presenter tells of its page. All of it is asked once the platform is ready. */
export interface PageDefinition<Schemas extends RequestSchemas, Replies extends RepliesTo<Schemas>, Model> {
  /** Of what the page may send; anything else is refused. */
  readonly requests: Schemas;
  /** Those that are answered with values of config vars: only a page that is in sight gets them. */
  readonly showingValues?: readonly (keyof Schemas & string)[];
  /** What each request does, and answers. A refusal is thrown as an AddonError. */
  readonly handlers: {
    readonly [Type in keyof Schemas]: (
      input: z.infer<Schemas[Type]>,
      context: RequestContext,
    ) => Replies[Type] | Promise<Replies[Type]>;
  };
  /** Title of the tab. */
  readonly title: Page['title'];
  /** All that the page shows; no value of a config var. */
  readonly model: (subject: string, context: PageContext) => Model;
  /** The page's sentences, in the language of the editor. */
  readonly words: () => unknown;
  /** Whether a commit changed something that the page shows. */
  readonly isNamedBy: Page['isNamedBy'];
}

/** A page for `webviewTable.ts`. What comes to a handler has been checked by the schema of its type. */
export function definePage<Schemas extends RequestSchemas, Replies extends RepliesTo<Schemas>, Model>(
  definition: PageDefinition<Schemas, Replies, Model>,
): Page {
  return {
    ...definition,
    handlers: new Map(Object.entries(definition.handlers)) as Page['handlers'],
  };
}
