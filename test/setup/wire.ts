/** Requests over the wire for tests, which send them by the thousand: `fetch`, and what libraries do around a request, cost more than most of what is asked. */
import {
  Agent,
  request,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';

interface Wired {
  method?: string;
  /** With its query; what stands in it is encoded as a browser would. */
  path: string;
  headers: Readonly<Record<string, string>>;
  raw?: string | Uint8Array | undefined;
}

interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

export class Wire {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #base: string;
  readonly #always: OutgoingHttpHeaders;

  /** `always`: said where nothing else is; unless given what `fetch` says. */
  constructor(
    server: Server,
    always: OutgoingHttpHeaders = { Accept: '*/*', 'Accept-Language': '*' },
  ) {
    this.#base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#always = always;
  }

  async ask(wired: Wired): Promise<{ status: number; text: string }> {
    const { status, bytes } = await this.answer(wired);
    return { status, text: bytes.toString('utf8') };
  }

  answer({ method = 'GET', path, headers, raw }: Wired): Promise<Answered> {
    const body = typeof raw === 'string' ? Buffer.from(raw) : raw;
    return new Promise((answered, failed) => {
      const asked = request(
        new URL(this.#base + path),
        {
          method,
          agent: this.#agent,
          headers: {
            ...this.#always,
            ...(body && { 'Content-Length': body.length }),
            ...headers,
          },
        },
        (reply) => {
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.once('error', failed);
          reply.once('end', () =>
            answered({
              status: reply.statusCode!,
              headers: reply.headers,
              bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks),
            }),
          );
        },
      );
      asked.once('error', failed);
      asked.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
