import { button, checkbox, dropdown, setDisabled } from '../../components/controls.ts';
import { element, filled, onEscape, setText } from '../../components/element.ts';
import { focusWhenHere } from '../../components/focusWhenHere.ts';
import { oneAtATime } from '../../components/oneAtATime.ts';
import { RowTable, type RowView } from '../../components/table.ts';
import type { ComparedName, Comparison, TakenVar, WorkspaceFile } from '../protocol.ts';
import type { PageParts } from './context.ts';
import { inShort } from './inShort.ts';

/** What the host keeps the chosen names under: no config var is called so. */
const chosenKey = 'chosen names';

/** The app's config beside a .env file of the workspace: names and differences, and ways to bring them over. */
export class CompareMode {
  readonly root = element('section', { class: 'compareMode', 'data-part': '', hidden: '' });
  readonly #page: PageParts;
  readonly #closed: () => void;
  /** By name, as they were shown when they were chosen: that is what may be replaced. */
  readonly #chosen = new Map<string, TakenVar>();
  /** What the host keeps of them. */
  #kept: string | null = null;
  /** Names that were chosen, of vars that somebody else has changed since. */
  readonly #unchosen = new Set<string>();
  /** Names that were chosen, and could not go where the others went. */
  #notBrought: readonly string[] = [];
  readonly #said = element('p', { role: 'status' });
  readonly #warning = element('p', { class: 'problem', role: 'alert' });
  #app = '';
  #file = '';
  #comparison: Comparison | undefined;
  /** Of the newest comparison asked for: the answer to an older one counts for nothing. */
  #asked = 0;
  #showsSame = false;
  #table: RowTable<ComparedName> | undefined;
  #toApp: HTMLElement | undefined;
  #toFile: HTMLElement | undefined;

  /** @param closed called when the list is to be shown again */
  constructor(page: PageParts, closed: () => void) {
    this.#page = page;
    this.#closed = closed;
    onEscape(this.root, () => {
      this.close();
    });
  }

  /** Whether the page showed it when it was last loaded; a look at a file to write hides the page. */
  get wasOpen(): boolean {
    return this.#page.host.kept.choices['compared'] !== undefined;
  }

  async open(app: string): Promise<void> {
    const { host, words } = this.#page;
    const { files } = await host.request('files', {});
    const { compared } = host.kept.choices;
    if (compared !== undefined) {
      const { drafts } = await host.request('drafts', {});
      this.#kept = drafts.find(({ what }) => what === chosenKey)?.draft ?? null;
      for (const each of JSON.parse(this.#kept ?? '[]') as readonly TakenVar[]) {
        this.#chosen.set(each.name, each);
      }
    }
    this.#app = app;
    this.#file = files.find(({ path }) => path === compared)?.path ?? files[0]?.path ?? '.env';
    host.choose('compared', this.#file);
    this.root.hidden = false;
    const title = filled(words.compareTitle, app);
    this.root.setAttribute('aria-label', title);
    this.#draw(title, files);
    // One that fails is said, and another file may be chosen.
    this.#page.attempt(this.#compare());
  }

  /** The app has changed: what differs is looked at anew. */
  refresh(): void {
    this.#page.attempt(this.#compareAgain());
  }

  close(): void {
    this.#page.host.choose('compared', undefined);
    if (this.root.hidden) {
      return;
    }
    this.#comparison = undefined;
    this.#asked += 1;
    this.#forgetChosen();
    this.root.replaceChildren();
    this.root.hidden = true;
    this.#closed();
  }

  #draw(title: string, files: readonly WorkspaceFile[]): void {
    const { words, attempt } = this.#page;
    const choose = dropdown({
      label: words.file,
      choices: files.map(({ path, label }) => ({ value: path, label })),
      value: this.#file,
      onChange: (file) => {
        this.#file = file;
        this.#page.host.choose('compared', file);
        this.#forgetChosen();
        this.#comparison = undefined;
        this.#drawRows();
        attempt(this.#compare());
      },
    });
    const same = checkbox({
      label: words.showSame,
      isChecked: this.#showsSame,
      onChange: (isShown) => {
        this.#showsSame = isShown;
        this.#drawRows();
      },
    });
    const all = button({ label: words.chooseAll, onPress: this.#chooseAll });
    this.#toApp = button({
      label: filled(words.toApp, this.#app),
      isMain: true,
      onPress: () => {
        attempt(this.#bringToApp());
      },
    });
    this.#toFile = button({
      label: words.toFile,
      onPress: () => {
        attempt(this.#bringToFile());
      },
    });
    const close = button({
      label: words.close,
      onPress: () => {
        this.close();
      },
    });
    this.#table = new RowTable<ComparedName>({
      caption: title,
      columns: [
        { id: 'choose', title: words.choose },
        { id: 'name', title: words.name },
        { id: 'status', title: words.status },
      ],
      keyOf: ({ name }) => name,
      words,
      make: (row) => this.#rowView(row),
    });
    const head = element('h2', { tabindex: '-1' }, title);
    this.root.replaceChildren(
      head,
      element('div', { class: 'toolbar' }, ...(files.length > 1 ? [choose] : []), same, all),
      this.#said,
      this.#warning,
      this.#table.root,
      element('div', { class: 'toolbar' }, this.#toApp, this.#toFile, close),
    );
    setText(this.#said, '');
    this.#drawRows();
    focusWhenHere(() => {
      head.focus();
    });
  }

  #rowView(row: ComparedName): RowView<ComparedName> {
    const { name } = row;
    const { words } = this.#page;
    let shown = row;
    const box = checkbox({
      label: filled(words.chooseOf, name),
      isLabelHidden: true,
      onChange: (isChecked) => {
        // The toolkit tells of what was set here, too.
        if (isChecked === this.#chosen.has(name)) {
          return;
        }
        if (isChecked) {
          this.#chosen.set(name, shown);
        } else {
          this.#chosen.delete(name);
        }
        this.#forgetWarning();
        this.#enable();
      },
    });
    const status = element('td', { role: 'cell' });
    const body = element(
      'tbody',
      { 'data-name': name },
      element(
        'tr',
        { role: 'row' },
        element('td', { role: 'cell', class: 'choose' }, box),
        element('th', { scope: 'row', role: 'rowheader' }, name),
        status,
      ),
    );
    return {
      body,
      update: (now) => {
        shown = now;
        const { statusText, status: is, notToApp, notToFile } = now;
        // What is only there can't come from here: the difference says so already.
        const why = [
          ...(is === 'onlyApp' || notToApp === null ? [] : [filled(words.notToApp, this.#app, notToApp)]),
          ...(is === 'onlyFile' || notToFile === null ? [] : [filled(words.notToFile, notToFile)]),
        ].join(' ');
        setText(status, is === 'same' || why === '' ? statusText : `${statusText}. ${why}`);
        box.hidden = !mayChoose(now);
        box.checked = this.#chosen.has(name);
      },
    };
  }

  async #compare(): Promise<void> {
    this.#asked += 1;
    const mine = this.#asked;
    const comparison = await this.#page.host.request('compare', { file: this.#file });
    if (mine !== this.#asked) {
      return;
    }
    this.#comparison = comparison;
    setText(this.#said, this.#comparison.said);
    this.#drawRows();
  }

  #drawRows(): void {
    const rows = this.#comparison?.rows.filter(({ status }) => this.#showsSame || status !== 'same') ?? [];
    this.#dropChanged();
    if (this.#table !== undefined) {
      this.#table.root.hidden = rows.length === 0;
      this.#table.show(rows);
    }
    this.#enable();
  }

  /** What differs no more is chosen no more; nor is what differs from what it was, and that is said. */
  #dropChanged(): void {
    if (this.#comparison === undefined) {
      return;
    }
    const rows = new Map(this.#comparison.rows.map((row) => [row.name, row]));
    for (const [name, { mark, fileMark }] of this.#chosen) {
      const now = rows.get(name);
      const isSame = now === undefined || now.status === 'same';
      if (isSame || now.mark !== mark || now.fileMark !== fileMark) {
        this.#chosen.delete(name);
        if (!isSame) {
          this.#unchosen.add(name);
        }
      }
    }
    this.#warn();
  }

  #warn(): void {
    const { words } = this.#page;
    const texts = [
      ...(this.#unchosen.size === 0 ? [] : [filled(words.unchosen, inShort([...this.#unchosen], words))]),
      ...(this.#notBrought.length === 0 ? [] : [filled(words.notBrought, inShort(this.#notBrought, words))]),
    ];
    setText(this.#warning, texts.join(' '));
  }

  readonly #chooseAll = (): void => {
    for (const row of this.#comparison?.rows.filter(mayChoose) ?? []) {
      this.#chosen.set(row.name, row);
    }
    this.#forgetWarning();
    this.#drawRows();
  };

  #forgetWarning(): void {
    this.#unchosen.clear();
    this.#notBrought = [];
    this.#warn();
  }

  #forgetChosen(): void {
    this.#chosen.clear();
    this.#keepChosen();
    this.#forgetWarning();
  }

  /** Of the chosen ones, those that can go a way. */
  #goingTo(way: 'notToApp' | 'notToFile'): readonly ComparedName[] {
    const rows = this.#comparison?.rows ?? [];
    return rows.filter((row) => this.#chosen.has(row.name) && row[way] === null);
  }

  /** Of the chosen ones, those that can't go to the app. */
  #staying(): readonly string[] {
    const rows = this.#comparison?.rows ?? [];
    return rows
      .filter(({ name, notToApp }) => this.#chosen.has(name) && notToApp !== null)
      .map(({ name }) => name);
  }

  /** The host keeps what is chosen while the page is out of sight. */
  #keepChosen(): void {
    const chosen = [...this.#chosen.values()].map(({ name, mark, fileMark }) => ({ name, mark, fileMark }));
    const draft = chosen.length === 0 ? null : JSON.stringify(chosen);
    if (draft !== this.#kept) {
      this.#kept = draft;
      this.#page.attempt(
        this.#page.host.request('keepDraft', { what: chosenKey, draft }).then(() => undefined),
      );
    }
  }

  #enable(): void {
    this.#keepChosen();
    if (this.#toApp !== undefined && this.#toFile !== undefined) {
      setDisabled(this.#toApp, this.#goingTo('notToApp').length === 0);
      setDisabled(this.#toFile, this.#goingTo('notToFile').length === 0);
    }
  }

  readonly #bringToApp = oneAtATime(async () => {
    const vars = this.#goingTo('notToApp').map(({ name, mark, fileMark }) => ({ name, mark, fileMark }));
    const { host, tell } = this.#page;
    if (this.#comparison === undefined) {
      return;
    }
    const stay = this.#staying();
    if (tell(await host.request('takeFromFile', { file: this.#comparison.file, vars }))) {
      this.#notBrought = stay;
    }
    await this.#compareAgain();
    if (
      document.activeElement === document.body ||
      document.activeElement?.hasAttribute('disabled') === true
    ) {
      // What was pressed can't be pressed now.
      focusWhenHere(() => this.root.querySelector('h2')?.focus());
    }
  });

  readonly #bringToFile = oneAtATime(async () => {
    const names = this.#goingTo('notToFile').map(({ name }) => name);
    if (this.#comparison === undefined) {
      return;
    }
    // The look at the file comes in the place of the page, which then is loaded again: what stays, stays chosen.
    await this.#page.host.request('writeToFile', { file: this.#comparison.file, names });
    await this.#compareAgain();
  });

  async #compareAgain(): Promise<void> {
    if (!this.root.hidden) {
      await this.#compare();
    }
  }
}

/** Whether it differs, and can go one way at least. */
function mayChoose({ status, notToApp, notToFile }: ComparedName): boolean {
  return status !== 'same' && (notToApp === null || notToFile === null);
}
