import type { ErrorCode, ErrorDetails, Failure } from './failure.ts';
import { wireMessage } from './wireMessage.ts';

/** Thrown for everything that is refused or can't be done; nothing was changed. Recognise it by `isAddonError`. */
export class AddonError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(wireMessage(failure), options);
    this.name = 'AddonError';
    this.failure = failure;
  }

  /** Stable for programs, as in `ErrorDetails`. */
  get code(): ErrorCode {
    return this.failure.code;
  }
}

/** Makes the error of a code; the compiler asks for the details that go with it. */
export function failed<Code extends ErrorCode>(code: Code, details: ErrorDetails[Code]): AddonError {
  return new AddonError({ code, details } as Failure);
}

/** Two bundles hold two copies of the class, so `instanceof` says no to an error of the other one. */
export function isAddonError(error: unknown): error is AddonError {
  return error instanceof Error && error.name === 'AddonError' && 'failure' in error;
}
