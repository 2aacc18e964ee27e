import {
  action,
  button,
  setDisabled,
  setProblem,
  textField,
  type TextControl,
} from '../../components/controls.ts';
import { element, setText } from '../../components/element.ts';
import { focusWhenHere } from '../../components/focusWhenHere.ts';
import { keyed, Section } from '../../components/section.ts';
import { start } from '../../components/pageTools.ts';
import type { AddonModel, PresentAddon } from '../protocol.ts';
import type { Tools } from './tools.ts';

type Facts = Pick<PresentAddon, 'plan' | 'price' | 'state' | 'billedTo' | 'since' | 'about'>;
type Abilities = Pick<PresentAddon, 'isReady' | 'canFailOver' | 'dashboard'>;

/** Name, which can be changed in its place, what it is, and what can be done with it. */
export class Head {
  readonly root: HTMLElement;
  readonly #tools: Tools;
  readonly #title = element('h1', {});
  readonly #rename: HTMLButtonElement;
  readonly #form: HTMLFormElement;
  readonly #field: TextControl;
  readonly #problem = element('p', { class: 'problem', id: 'nameProblem', role: 'status' });
  readonly #facts: Section<Facts>;
  readonly #toolbar: Section<Abilities>;
  #checks = 0;
  #isFirst = true;

  constructor(tools: Tools) {
    const { words } = tools;
    this.#tools = tools;
    this.#rename = action({
      label: words.rename,
      icon: 'edit',
      onPress: () => {
        this.#openForm();
      },
    });
    this.#field = textField({
      label: words.newName,
      onInput: (name) => {
        tools.page.host.choose('newName', name);
        void this.#check(name);
      },
    });
    this.#form = element(
      'form',
      { class: 'toolbar', hidden: '' },
      this.#field,
      button({ label: words.save, isMain: true, onPress: () => void this.#save() }),
      button({
        label: words.cancel,
        onPress: () => {
          this.#closeForm();
        },
      }),
      this.#problem,
    );
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
    });
    this.#form.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    this.#facts = new Section<Facts>({ draw: (facts) => this.#drawFacts(facts) });
    this.#toolbar = new Section<Abilities>({ draw: (abilities) => this.#drawToolbar(abilities) });
    this.root = element(
      'header',
      { 'data-part': '' },
      element('div', { class: 'name' }, this.#title, this.#rename),
      this.#form,
      this.#facts.root,
      this.#toolbar.root,
    );
  }

  show(model: AddonModel): void {
    setText(this.#title, model.name);
    const isGone = model.kind === 'gone';
    this.#facts.root.hidden = isGone;
    this.#toolbar.root.hidden = isGone;
    if (isGone) {
      this.#rename.hidden = true;
      this.#form.hidden = true;
      return;
    }
    this.#rename.hidden = !this.#form.hidden;
    if (this.#isFirst) {
      this.#isFirst = false;
      this.#openAgain();
    }
    const { plan, price, state, billedTo, since, about, isReady, canFailOver, dashboard } = model;
    this.#facts.show({ plan, price, state, billedTo, since, about });
    this.#toolbar.show({ isReady, canFailOver, dashboard });
  }

  #drawFacts({ plan, price, state, billedTo, since, about }: Facts): readonly Node[] {
    const { words } = this.#tools;
    const facts: readonly (readonly [string, string])[] = [
      [words.plan, plan],
      [words.price, price],
      [words.state, `${state} · ${since}`],
      [words.billedTo, billedTo],
    ];
    const list = element(
      'dl',
      { class: 'facts' },
      ...facts.map(([name, text]) => element('div', {}, element('dt', {}, name), element('dd', {}, text))),
    );
    return [list, ...about.map((text) => element('p', {}, text))];
  }

  #drawToolbar({ isReady, canFailOver, dashboard }: Abilities): readonly Node[] {
    const tools = this.#tools;
    const { words } = tools;
    const starts = (
      command: 'attach' | 'rotateCredentials' | 'failOver' | 'showHelp' | 'revealAddon',
      label: string,
    ): HTMLElement => {
      const made = button({
        label,
        onPress: () => {
          start(tools, 'start', { command });
        },
      });
      return keyed(command, made);
    };
    const rotate = starts('rotateCredentials', words.rotate);
    setDisabled(rotate, !isReady);
    return [
      element(
        'div',
        { class: 'toolbar', role: 'group', 'aria-label': words.actions },
        starts('attach', words.attach),
        rotate,
        ...(canFailOver ? [starts('failOver', words.failOver)] : []),
        starts('showHelp', words.help),
        starts('revealAddon', words.reveal),
      ),
      element('p', { class: 'quiet' }, dashboard),
    ];
  }

  #openForm(name = this.#title.textContent): void {
    this.#form.hidden = false;
    this.#rename.hidden = true;
    this.#field.value = name;
    this.#tools.page.host.choose('newName', name);
    this.#tell('');
    // The toolkit shows what it was given a moment later: what is typed before that would stand behind it.
    requestAnimationFrame(() => {
      focusWhenHere(() => {
        this.#field.focus();
      });
    });
  }

  /** Goes on with what was typed when the page was unloaded. */
  #openAgain(): void {
    const { newName } = this.#tools.page.host.kept.choices;
    if (newName !== undefined) {
      this.#openForm(newName);
      void this.#check(newName);
    }
  }

  #closeForm(): void {
    this.#tools.page.host.choose('newName', undefined);
    this.#form.hidden = true;
    this.#rename.hidden = false;
    this.#rename.focus();
  }

  #tell(problem: string): void {
    setText(this.#problem, problem);
    setProblem(this.#field, problem);
  }

  #onKey(event: KeyboardEvent): void {
    // Enter and Escape mean the composition while there is one.
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      this.#closeForm();
    } else if (event.key === 'Enter' && event.target === this.#field) {
      event.preventDefault();
      void this.#save();
    }
  }

  /** @returns whether it can be called so; an answer that is late counts for nothing */
  async #check(name: string): Promise<boolean> {
    this.#checks += 1;
    const check = this.#checks;
    const problem = await this.#tools.page.host
      .request('checkName', { name: name.slice(0, 200) })
      .catch((error: unknown) => (error instanceof Error ? error.message : ''));
    if (check === this.#checks) {
      this.#tell(problem ?? '');
    }
    return problem === null;
  }

  async #save(): Promise<void> {
    const name = this.#field.value;
    if (name === this.#title.textContent) {
      this.#closeForm();
    } else if (await this.#check(name)) {
      this.#closeForm();
      start(this.#tools, 'rename', { name });
    } else {
      this.#field.focus();
    }
  }
}
