/** A refusal that only HTTP knows: the core has no word for it. Its message is for programs, in English. */
export class HttpProblem extends Error {
  readonly status: number;
  /** The `id` of the body, a word of Heroku's where it has one. */
  readonly id: string;
  /** Ours; where there is none, the `id`. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    {
      status,
      id,
      code = id,
      headers = {},
    }: { status: number; id: string; code?: string; headers?: Readonly<Record<string, string>> },
    message: string,
  ) {
    super(message);
    this.name = 'HttpProblem';
    this.status = status;
    this.id = id;
    this.code = code;
    this.headers = headers;
  }
}

export function unauthorized(): HttpProblem {
  const headers = { 'WWW-Authenticate': 'Bearer realm="local"' };
  return new HttpProblem({ status: 401, id: 'unauthorized', headers }, 'Invalid credentials provided.');
}

export function forbidden(): HttpProblem {
  return new HttpProblem({ status: 403, id: 'forbidden' }, "This request isn't allowed from there.");
}

export function noEndpoint(method: string, path: string): HttpProblem {
  const message = `There is no such endpoint here: ${method} ${path.slice(0, 200)}`;
  return new HttpProblem({ status: 404, id: 'not_found' }, message);
}

export function wrongMethod(method: string, allowed: readonly string[]): HttpProblem {
  const headers = { Allow: allowed.join(', ') };
  const message = `This endpoint doesn't answer ${method}; it answers ${allowed.join(', ')}.`;
  return new HttpProblem({ status: 405, id: 'method_not_allowed', headers }, message);
}

export function badRequest(message: string): HttpProblem {
  return new HttpProblem({ status: 400, id: 'bad_request' }, message);
}

/** The rest of the body is not read: the connection can't be used again. */
export function tooLarge(limitBytes: number): HttpProblem {
  const headers = { Connection: 'close' };
  const message = `The body is larger than ${limitBytes} bytes.`;
  return new HttpProblem({ status: 413, id: 'payload_too_large', headers }, message);
}

/** Something of Heroku's that there is not here: said, never pretended. */
export function notHere(message: string): HttpProblem {
  return new HttpProblem({ status: 422, id: 'invalid_params' }, message);
}

export function notFound(what: string): HttpProblem {
  return new HttpProblem({ status: 404, id: 'not_found' }, `Couldn't find that ${what}.`);
}
