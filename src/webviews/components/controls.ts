import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { element, setText } from './element.ts';
import { icon, type IconName } from './icons.ts';

// The only file that knows the toolkit: to replace that, these functions are to return other elements.
provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeTextArea(),
  vsCodeTextField(),
);

export interface ButtonParts {
  readonly label: string;
  /** What it does to which thing, where the label alone does not tell. */
  readonly description?: string | undefined;
  readonly icon?: IconName | undefined;
  readonly onPress: (event: MouseEvent) => void;
}

/** A button of a tool bar or a form. One of them may be the main one. */
export function button(parts: ButtonParts & { readonly isMain?: boolean }): HTMLElement {
  const made = named('vscode-button', parts);
  made.setAttribute('appearance', parts.isMain === true ? 'primary' : 'secondary');
  made.append(parts.label);
  if (parts.icon !== undefined) {
    made.append(slotted(parts.icon));
  }
  made.addEventListener('click', parts.onPress);
  return made;
}

/** A small button, as there are many of in a table: native, as a thousand of the toolkit's would be slow. */
export function action(parts: ButtonParts): HTMLButtonElement {
  const made = named('button', parts);
  made.type = 'button';
  made.className = 'action';
  if (parts.icon !== undefined) {
    made.append(icon(parts.icon));
  }
  made.append(element('span', {}, parts.label));
  made.addEventListener('click', parts.onPress);
  return made;
}

/** Lets a button be pressed, or not. */
export function setDisabled(control: HTMLElement, isDisabled: boolean): void {
  control.toggleAttribute('disabled', isDisabled);
}

/** An element that a text is typed into. */
export interface TextControl extends HTMLElement {
  value: string;
}

export interface TextParts {
  readonly label: string;
  /** Whether the label is seen, too: where nothing beside the field tells. */
  readonly isLabelShown?: boolean | undefined;
  readonly placeholder?: string | undefined;
  readonly value?: string | undefined;
  readonly onInput?: ((text: string) => void) | undefined;
}

/** Says at a field what is wrong with what was typed; an empty text that nothing is. */
export function setProblem(control: TextControl, problem: string): void {
  control.setAttribute('aria-invalid', String(problem !== ''));
  // The toolkit's inner field has the focus, and no id out here can be named from in there.
  control.shadowRoot?.querySelector('.control')?.setAttribute('aria-description', problem);
}

/** A field for one line. */
export function textField(parts: TextParts & { readonly kind?: 'search' }): TextControl {
  const made = typed('vscode-text-field', parts);
  if (parts.kind === 'search') {
    made.append(slotted('search'));
  }
  return made;
}

/** A field for many lines. */
export function textArea(parts: TextParts & { readonly rows?: number }): TextControl {
  const made = typed('vscode-text-area', parts);
  made.setAttribute('rows', String(parts.rows ?? 1));
  made.setAttribute('resize', 'vertical');
  return made;
}

export interface CheckControl extends HTMLElement {
  checked: boolean;
}

export interface CheckParts {
  readonly label: string;
  readonly isChecked?: boolean;
  readonly onChange: (isChecked: boolean) => void;
  /** Whether the label is only heard: its place says enough to those who see. */
  readonly isLabelHidden?: boolean;
}

export function checkbox({ label, isChecked = false, onChange, isLabelHidden }: CheckParts): CheckControl {
  const made = document.createElement('vscode-checkbox') as CheckControl;
  keepLabel(made, label);
  made.append(isLabelHidden === true ? '' : label);
  made.checked = isChecked;
  made.addEventListener('change', () => {
    onChange(made.checked);
  });
  return made;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface ChoiceControl extends HTMLElement {
  value: string;
  /** Whether its list is open; its attribute says so a moment later. */
  readonly open?: boolean;
}

export interface DropdownParts {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value?: string | undefined;
  readonly onChange: (value: string) => void;
}

/** One of several. */
export function dropdown({ label, choices, value, onChange }: DropdownParts): ChoiceControl {
  const made = document.createElement('vscode-dropdown') as ChoiceControl;
  made.setAttribute('aria-label', label);
  setChoices(made, choices, value);
  let told = made.value;
  const tell = (): void => {
    if (made.value !== told) {
      told = made.value;
      onChange(told);
    }
  };
  made.addEventListener('focusin', () => {
    told = made.value;
  });
  made.addEventListener('change', tell);
  // The toolkit tells nothing of a list that Tab or a click elsewhere closes, though it shows another choice then.
  made.addEventListener('focusout', tell);
  made.addEventListener('keydown', ({ key }) => {
    if (key === 'Tab') {
      tell();
    }
  });
  const takeBack = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape' && made.open === true) {
      made.value = told;
    }
  };
  // Before the toolkit closes the list, and takes what is marked in it for chosen.
  made.addEventListener('keydown', takeBack, { capture: true });
  return made;
}

/** Offers other choices: an option that stays is the same element, so that a list that is open stays open. */
export function setChoices(control: ChoiceControl, choices: readonly Choice[], chosen?: string): void {
  const marked = control.value;
  const before = new Map([...control.children].map((option) => [option.getAttribute('value'), option]));
  const wanted = choices.map(({ value, label }) => {
    const option = before.get(value) ?? document.createElement('vscode-option');
    before.delete(value);
    option.setAttribute('value', value);
    if (chosen !== undefined) {
      option.toggleAttribute('selected', value === chosen);
    }
    setText(option, label);
    return option;
  });
  before.forEach((option) => {
    option.remove();
  });
  wanted.forEach((option, position) => {
    if (control.children[position] !== option) {
      control.insertBefore(option, control.children[position] ?? null);
    }
  });
  // The toolkit goes back to its first choice, a moment after there are other options.
  requestAnimationFrame(() => {
    if (control.value !== marked && choices.some(({ value }) => value === marked)) {
      control.value = marked;
    }
  });
}

/** The toolkit puts a label of its own over that of an element that has no text, once that is placed: ours comes back. */
function keepLabel(made: HTMLElement, label: string): void {
  const set = (): void => {
    if (made.getAttribute('aria-label') !== label) {
      made.setAttribute('aria-label', label);
    }
  };
  set();
  new MutationObserver(set).observe(made, { attributes: true, attributeFilter: ['aria-label'] });
}

function typed(tag: string, parts: TextParts): TextControl {
  const { label, isLabelShown, placeholder, value = '', onInput } = parts;
  const made = document.createElement(tag) as TextControl;
  made.append(isLabelShown === true ? label : '');
  keepLabel(made, label);
  if (placeholder !== undefined) {
    made.setAttribute('placeholder', placeholder);
    // The few words that fit into the field need not be all that it is for.
    made.title = label;
  }
  made.setAttribute('spellcheck', 'false');
  made.value = value;
  made.addEventListener('input', () => {
    onInput?.(made.value);
  });
  return made;
}

function named(tag: 'button', parts: ButtonParts): HTMLButtonElement;
function named(tag: string, parts: ButtonParts): HTMLElement;
function named(tag: string, { description }: ButtonParts): HTMLElement {
  const made = document.createElement(tag);
  if (description !== undefined) {
    made.setAttribute('title', description);
    made.setAttribute('aria-label', description);
  }
  return made;
}

function slotted(name: IconName): SVGSVGElement {
  const drawing = icon(name);
  drawing.setAttribute('slot', 'start');
  return drawing;
}
