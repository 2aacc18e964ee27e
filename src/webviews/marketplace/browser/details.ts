import { action, button, dropdown, setChoices, type ChoiceControl } from '../../components/controls.ts';
import { element, filled, onEscape, setText } from '../../components/element.ts';
import { textList } from '../../components/plainTable.ts';
import { keyed, Section } from '../../components/section.ts';
import { start } from '../../components/pageTools.ts';
import type { AppChoice, MarketplaceModel, Outcome, ServiceDetails } from '../protocol.ts';
import { planCards } from './planCards.ts';
import type { Tools } from './tools.ts';

/** What the page is to show, of what was asked for with it. Each is empty where nothing is said of it. */
export interface AskedFor {
  readonly service: string;
  readonly app: string;
  /** The app that is probably meant: for a page on which none was chosen yet. */
  readonly presumedApp: string;
}

export interface DetailsListener {
  readonly onChosen: (service: string) => void;
  readonly toList: () => void;
}

interface Shown {
  readonly details: ServiceDetails;
  readonly app: AppChoice | undefined;
}

/** The chosen service: its plans, and what an add-on of it would get on the chosen app. */
export class Details {
  readonly root: HTMLElement;
  readonly #tools: Tools;
  readonly #listener: DetailsListener;
  readonly #heading: HTMLElement;
  readonly #place = element('div', { class: 'place' });
  /** In one sentence what came of a choice: the details themselves are too long to be read out. */
  readonly #spoken = element('p', { role: 'status', class: 'spoken' });
  readonly #section: Section<Shown>;
  #apps: readonly AppChoice[] = [];
  #dropdown: ChoiceControl | undefined;
  #app: string;
  #service: string;
  #requests = 0;

  constructor(tools: Tools, listener: DetailsListener) {
    const { words, page } = tools;
    const { choices } = page.host.kept;
    this.#tools = tools;
    this.#listener = listener;
    this.#app = choices['app'] ?? '';
    this.#service = choices['service'] ?? '';
    this.#heading = element('h2', { tabindex: '-1' }, words.details);
    this.#section = new Section<Shown>({ draw: (shown) => this.#draw(shown) });
    this.root = element(
      'section',
      { class: 'details', 'aria-label': words.details, 'data-part': '' },
      element('div', { class: 'back' }, action({ label: words.back, onPress: listener.toList })),
      this.#heading,
      this.#place,
      element('p', { class: 'quiet choose' }, words.choose),
      this.#spoken,
      this.#section.root,
    );
    onEscape(this.root, listener.toList);
  }

  /** Brings everything up to date; what is asked for in passing is chosen. */
  show({ apps }: MarketplaceModel, asked: AskedFor): void {
    this.#apps = apps;
    const wanted = [asked.app, this.#app, asked.presumedApp, apps[0]?.id ?? ''];
    this.#app = wanted.find((each) => apps.some(({ id }) => id === each)) ?? '';
    if (this.#app !== '') {
      this.#tools.page.host.choose('app', this.#app);
    }
    this.#drawPlace();
    this.choose(asked.service === '' ? this.#service : asked.service, { isAsked: false });
  }

  /** Shows a service. `isAsked`: a person chose it here, and is led to it where it is out of sight. */
  choose(service: string, { isAsked }: { readonly isAsked: boolean }): void {
    this.#service = service;
    this.#tools.page.host.choose('service', service);
    this.#listener.onChosen(service);
    if (service === '') {
      return;
    }
    this.#requests += 1;
    const request = this.#requests;
    const { page } = this.#tools;
    const work = page.host.request('service', { service, app: this.#app }).then((details) => {
      // Another one was chosen meanwhile.
      if (request !== this.#requests) {
        return;
      }
      this.root.classList.add('chosen');
      setText(this.#heading, details.name);
      const app = this.#apps.find(({ id }) => id === this.#app);
      this.#section.show({ details, app });
      setText(this.#spoken, this.#inShort(details, app));
      if (isAsked) {
        // Another service is read from its start.
        this.root.scrollTop = 0;
      }
      if (isAsked && matchMedia('(max-width: 800px)').matches) {
        this.#heading.focus();
        this.root.scrollIntoView();
      }
    });
    page.attempt(work);
  }

  #drawPlace(): void {
    const { words } = this.#tools;
    const choices = this.#apps.map(({ id, name }) => ({ value: id, label: name }));
    if (choices.length === 0) {
      this.#place.replaceChildren();
      this.#dropdown = undefined;
      return;
    }
    if (this.#dropdown === undefined) {
      this.#dropdown = dropdown({
        label: words.app,
        value: this.#app,
        choices,
        onChange: (app) => {
          this.#app = app;
          this.#tools.page.host.choose('app', app);
          this.choose(this.#service, { isAsked: false });
        },
      });
      this.#place.replaceChildren(element('span', { 'aria-hidden': 'true' }, words.app), this.#dropdown);
    } else {
      setChoices(this.#dropdown, choices);
    }
    // Open, it holds what somebody is about to choose.
    if (this.#dropdown.value !== this.#app && this.#dropdown.open !== true) {
      this.#dropdown.value = this.#app;
    }
  }

  #inShort({ name, outcome }: ServiceDetails, app: AppChoice | undefined): string {
    const { words } = this.#tools;
    if (outcome.kind === 'noApp' || app === undefined) {
      return name;
    }
    return outcome.kind === 'made'
      ? filled(outcome.isExample ? words.wouldBeLike : words.wouldBe, name, outcome.alias, app.name)
      : filled(words.about, name, outcome.text);
  }

  #draw({ details, app }: Shown): readonly Node[] {
    const tools = this.#tools;
    const { words } = tools;
    const canCreate = details.outcome.kind === 'made' || details.outcome.kind === 'asks';
    const { byline, description, lifecycle, tags, plans, allows, mayDo, varsKnownFrom, slug } = details;
    const [main] = plans.filter(({ isDefault }) => isDefault);
    const create = (plan: string): void => {
      start(tools, 'create', { plan, app: app?.id ?? '' });
    };
    return [
      element('p', { class: 'quiet' }, byline),
      element('p', {}, description),
      element('p', { class: 'tags' }, ...tags.map((tag) => element('span', { class: 'tag' }, tag))),
      element('p', { class: 'quiet' }, lifecycle),
      ...this.#outcome(details.outcome, app),
      element(
        'div',
        { class: 'toolbar' },
        ...(app === undefined || main === undefined || !canCreate
          ? []
          : [
              keyed(
                'create',
                button({
                  label: filled(words.create, app.name),
                  description: filled(words.createPlan, main.fullName, app.name),
                  isMain: true,
                  onPress: () => {
                    create(main.fullName);
                  },
                }),
              ),
            ]),
        keyed(
          'prices',
          button({
            label: words.prices,
            onPress: () => {
              start(tools, 'showPrices', { service: slug });
            },
          }),
        ),
      ),
      element('h3', {}, words.plans),
      ...planCards(plans, { app, words, create, canCreate }),
      element('h3', {}, words.allows),
      textList(allows),
      element('h3', {}, words.mayDo),
      textList(mayDo),
      element('h3', {}, words.aboutVars),
      element('p', { class: 'quiet' }, varsKnownFrom),
    ];
  }

  #outcome(outcome: Outcome, app: AppChoice | undefined): readonly Node[] {
    const tools = this.#tools;
    const { words } = tools;
    if (outcome.kind === 'noApp' || app === undefined) {
      return [
        element('p', {}, words.noApp),
        keyed(
          'createApp',
          button({
            label: words.createApp,
            onPress: () => {
              start(tools, 'createApp', {});
            },
          }),
        ),
      ];
    }
    const heading = element('h3', {}, filled(words.getsOn, app.name));
    if (outcome.kind === 'refused') {
      return [heading, element('p', { class: 'problem' }, outcome.text)];
    }
    const { alias, configVars } = outcome;
    const pair = (name: string, ...content: readonly (Node | string)[]): HTMLElement =>
      element('div', {}, element('dt', {}, name), element('dd', {}, ...content));
    return [
      heading,
      element(
        'dl',
        { class: 'gets' },
        pair(
          filled(words.alias, app.name),
          element('span', { class: 'mono' }, alias),
          ...(outcome.kind === 'made' ? [' ', element('span', { class: 'quiet' }, outcome.reason)] : []),
        ),
        pair(
          filled(words.configVars, app.name),
          configVars.length === 0
            ? words.noConfigVars
            : element('span', { class: 'mono' }, configVars.join(', ')),
        ),
      ),
      ...(outcome.kind === 'asks' ? [element('p', { class: 'problem' }, outcome.text)] : []),
    ];
  }
}
