import { createHash } from 'node:crypto';
import { HttpProblem } from './httpProblem.ts';

/** An answer as it went out. */
export interface SentAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** It may have been done: to do it again could do it twice. */
  readonly isUncertain?: boolean;
}

interface Remembered {
  readonly digest: string;
  readonly answer: Promise<SentAnswer>;
  readonly at: number;
  isSettled: boolean;
}

const lifetimeMs = 10 * 60_000;
const mostRemembered = 1000;

/**
 * Retries: a request that changes something and carries an `Idempotency-Key` that was seen in the last ten minutes is
 * not done again; it gets the first one's answer. Kept in memory, by this server alone.
 */
export class Idempotency {
  readonly #byKey = new Map<string, Remembered>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /**
   * @param request what makes two requests the same: method, path and body
   * @throws HttpProblem 422 when the key came with another request before
   */
  async once(key: string, request: string, act: () => Promise<SentAnswer>): Promise<SentAnswer> {
    this.#forgetOld();
    const digest = createHash('sha256').update(request).digest('base64');
    const earlier = this.#byKey.get(key);
    if (earlier !== undefined) {
      if (earlier.digest !== digest) {
        const message = 'This Idempotency-Key came with another request before.';
        throw new HttpProblem({ status: 422, id: 'invalid_params' }, message);
      }
      return earlier.answer;
    }
    const remembered: Remembered = { digest, answer: act(), at: this.#nowMs(), isSettled: false };
    this.#byKey.set(key, remembered);
    const answer = await remembered.answer;
    remembered.isSettled = true;
    // Only what was done, or may have been, is kept: a refusal changed nothing, and may be another one next time.
    if (answer.status >= 400 && answer.isUncertain !== true) {
      this.#byKey.delete(key);
    }
    return answer;
  }

  /** What is still being done is never forgotten: a retry would do it beside itself. */
  #forgetOld(): void {
    const oldest = this.#nowMs() - lifetimeMs;
    for (const [key, { at, isSettled }] of this.#byKey) {
      if (at >= oldest && this.#byKey.size < mostRemembered) {
        break;
      }
      if (isSettled) {
        this.#byKey.delete(key);
      }
    }
  }
}
