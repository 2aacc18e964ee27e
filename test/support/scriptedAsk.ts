import assert from 'node:assert/strict';
import type { Answer, Ask, ConfirmQuestion, Remark, Report, Step } from '../../src/commands/ports.ts';

export const back = Symbol('back');
export const escape = Symbol('escape');
/** Presses the button in the title. */
export const more = Symbol('more');

/** An answer: the label of a row, a text to type, a step back, or leaving. */
export type Scripted = string | typeof back | typeof escape | typeof more;

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

  constructor(...answers: readonly Scripted[]) {
    this.#answers = [...answers];
  }

  readonly choose: Ask['choose'] = ({ step, choices }) => {
    const answer = this.#next(step);
    if (typeof answer !== 'string') {
      return Promise.resolve(leaving(answer));
    }
    const row = choices.find(({ label }) => label === answer);
    assert.ok(row, `no row ${answer}; there are ${choices.map(({ label }) => label).join(', ')}`);
    return Promise.resolve({ kind: 'answer', value: row.value });
  };

  readonly text: Ask['text'] = async ({ step, check }) => {
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
    const answer = this.#next({ title: question.title, number: 1, total: 1, canGoBack: false });
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

function leaving(answer: Exclude<Scripted, string>): Answer<string> {
  return { kind: answer === back ? 'back' : 'cancelled' };
}

/** Keeps what a command told. */
export class RecordedReport implements Report {
  readonly told: string[] = [];

  readonly done: Report['done'] = (text) => void this.told.push(text);
  readonly note: Report['note'] = (text) => void this.told.push(text);
  readonly warn: Report['warn'] = (text) => void this.told.push(text);
  readonly failed: Report['failed'] = ({ code }) => void this.told.push(code);
}
