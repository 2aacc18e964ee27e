import { once } from 'node:events';
import * as net from 'node:net';

interface Address {
  readonly url: string;
  readonly token: string;
}

/** A request whose body is not whole yet: the server is busy with it. */
export class HalfRequest {
  readonly #socket: net.Socket;
  #answer = '';

  private constructor({ url, token }: Address) {
    this.#socket = net.connect(Number(new URL(url).port), '127.0.0.1');
    this.#socket.on('data', (data) => (this.#answer += data.toString()));
    this.#socket.on('error', () => undefined);
    this.#socket.write(
      [
        'POST /apps HTTP/1.1',
        `Host: ${new URL(url).host}`,
        `Authorization: Bearer ${token}`,
        ...['Content-Length: 2', 'Expect: 100-continue', 'Connection: close', '', ''],
      ].join('\r\n'),
    );
  }

  /** Sent so far that the server has taken it up. */
  static async begin(api: Address): Promise<HalfRequest> {
    const request = new HalfRequest(api);
    await once(request.#socket, 'data');
    return request;
  }

  /** @returns the first line of its answer */
  async end(): Promise<string> {
    this.#answer = '';
    this.#socket.write('{}');
    if (!this.#socket.closed) {
      await once(this.#socket, 'close');
    }
    return this.#answer.split('\r\n')[0] ?? '';
  }
}
