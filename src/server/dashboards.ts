import { createHmac, randomBytes } from 'node:crypto';
import { isSameSecret } from './gate.ts';

const lifetimeMs = 10 * 60_000;

/**
 * Addresses of the pages of add-ons, which open without the token: each carries a secret that is good for this
 * add-on, on this server, for ten to twenty minutes. It is derived, so that equal answers stay equal meanwhile.
 */
export class Dashboards {
  readonly #key = randomBytes(32);
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  pathOf(addonId: string): string {
    return `/sso/addons/${addonId}/${this.#secretOf(addonId, this.#period())}`;
  }

  /** The add-on that a path names with a secret that is still good. */
  addonOf(path: string): string | undefined {
    const [, addonId = '', secret = ''] = /^\/sso\/addons\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
    const periods = [this.#period(), this.#period() - 1];
    const isGood = periods.some((period) => isSameSecret(this.#secretOf(addonId, period), secret));
    return isGood ? addonId : undefined;
  }

  #period(): number {
    return Math.floor(this.#nowMs() / lifetimeMs);
  }

  #secretOf(addonId: string, period: number): string {
    return createHmac('sha256', this.#key).update(`${period}:${addonId}`).digest('base64url');
  }
}
