import assert from 'node:assert/strict';
import type { NextStep } from '../../src/core/errors/sentenceTypes.ts';
import type { Answer, Ask, Choice, ConfirmQuestion, Remark, Report, Step } from '../../src/commands/ports.ts';

export const back = Symbol('back');
export const escape = Symbol('escape');
/** Presses the button in the title. */
export const more = Symbol('more');

/** The rows to tick, by their labels. */
export interface Ticked {
  readonly tick: readonly string[];
}

/** The button at the end of a row: its title, and the label of the row. */
export interface Pressed {
  readonly press: string;
  readonly at: string;
}

/** An answer: the label of a row, a text to type, rows to tick, a button to press, a step back, or leaving. */
export type Scripted = string | Ticked | Pressed | typeof back | typeof escape | typeof more;

/**
 * Plays a person. Fails on a question when no answer is left, on a row that is not offered, and in `finish` on
 * answers that nobody asked for. A text that the check blocks is noted, and the next answer is typed instead.
 */
export class ScriptedAsk implements Ask {
  readonly #answers: Scripted[];
  /** Title and step of each question, as `Create Add-on 1/2`. */
  readonly asked: string[] = [];
  readonly remarks: Remark[] = [];
  readonly confirmations: ConfirmQuestion[] = [];
  /** Texts that inputs start from. */
  readonly prefilled: string[] = [];
  /** Value of the row that is active at first, of each choice. */
  readonly preselected: (string | undefined)[] = [];
  /** Rows of each question that offered some. */
  readonly offered: (readonly Choice[])[] = [];

  constructor(...answers: readonly Scripted[]) {
    this.#answers = [...answers];
  }

  readonly choose: Ask['choose'] = ({ step, choices, preselected }) => {
    this.offered.push(choices);
    this.preselected.push(preselected);
    const answer = this.#next(step);
    return Promise.resolve(
      typeof answer === 'string' ? { kind: 'answer', value: rowOf(choices, answer).value } : leaving(answer),
    );
  };

  readonly chooseSeveral: Ask['chooseSeveral'] = ({ step, choices }) => {
    this.offered.push(choices);
    const answer = this.#next(step);
    if (typeof answer !== 'object' || !('tick' in answer)) {
      return Promise.resolve(leaving(answer));
    }
    const values = new Set(answer.tick.map((label) => rowOf(choices, label).value));
    return Promise.resolve({
      kind: 'answer',
      value: choices.map(({ value }) => value).filter((value) => values.has(value)),
    });
  };

  readonly browse: Ask['browse'] = ({ step, choices }) => {
    this.offered.push(choices);
    const answer = this.#next(step);
    if (typeof answer === 'string') {
      return Promise.resolve({
        kind: 'answer',
        value: { value: rowOf(choices, answer).value, action: undefined },
      });
    }
    if (typeof answer !== 'object' || !('press' in answer)) {
      return Promise.resolve(leaving(answer));
    }
    const row = rowOf(choices, answer.at);
    const action = row.actions?.find(({ title }) => title === answer.press);
    assert.ok(action, `${answer.at} has no button ${answer.press}`);
    return Promise.resolve({ kind: 'answer', value: { value: row.value, action: action.id } });
  };

  readonly text: Ask['text'] = async ({ step, check, value = '' }) => {
    this.prefilled.push(value);
    for (;;) {
      const answer = this.#next(step);
      if (typeof answer !== 'string') {
        return leaving(answer);
      }
      const remark = await check(answer);
      if (remark !== undefined && remark.informs !== true) {
        this.remarks.push(remark);
      }
      if (remark?.blocks !== true) {
        return { kind: 'answer', value: answer };
      }
    }
  };

  readonly textOrMore: Ask['textOrMore'] = (question) => {
    if (this.#answers[0] !== more) {
      return this.text(question);
    }
    this.#next(question.step);
    return Promise.resolve({ kind: 'more', typed: '' });
  };

  readonly confirm: Ask['confirm'] = (question) => {
    this.confirmations.push(question);
    const { title, canGoBack = false } = question;
    const answer = this.#next({ title, number: 1, total: 1, canGoBack });
    if (answer === back) {
      return Promise.resolve('back');
    }
    if (answer === more) {
      assert.ok(question.instead, `${question.title} offers nothing instead`);
      return Promise.resolve('instead');
    }
    return Promise.resolve(answer === question.typed ? 'confirmed' : 'cancelled');
  };

  finish(): void {
    assert.deepEqual(this.#answers, [], 'answers that nobody asked for');
  }

  #next(step: Step): Scripted {
    this.asked.push(`${step.title} ${step.number}/${step.total}`);
    const answer = this.#answers.shift();
    assert.ok(answer !== undefined, `${step.title} ${step.number}/${step.total} was not expected to ask`);
    assert.ok(answer !== back || step.canGoBack, `${step.title} offers no way back`);
    return answer;
  }
}

function rowOf(choices: readonly Choice[], label: string): Choice {
  const row = choices.find((choice) => choice.label === label);
  assert.ok(row, `no row ${label}; there are ${choices.map((choice) => choice.label).join(', ')}`);
  return row;
}

function leaving(answer: Scripted): Answer<never> {
  assert.ok(typeof answer === 'symbol', `${JSON.stringify(answer)} is no answer to this question`);
  return { kind: answer === back ? 'back' : 'cancelled' };
}

/** Keeps what a command told. */
export class RecordedReport implements Report {
  readonly told: string[] = [];
  /** Buttons of each word about what was done. */
  readonly offered: (readonly NextStep[])[] = [];

  readonly done: Report['done'] = (text, next) => {
    this.told.push(text);
    this.offered.push(next);
  };
  readonly note: Report['note'] = (text) => void this.told.push(text);
  readonly warn: Report['warn'] = (text, next = []) => {
    this.told.push(text);
    this.offered.push(next);
  };
  readonly during: Report['during'] = (_title, work) => work();
  readonly failed: Report['failed'] = ({ code }) => void this.told.push(code);
}
