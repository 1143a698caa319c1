/** Requests over the wire for tests that send thousands: `fetch` costs more than most of what is asked. */
import { Agent, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Wired {
  method?: string;
  /** With its query; what stands in it is encoded as a browser would. */
  path: string;
  headers: Readonly<Record<string, string>>;
  raw?: string | undefined;
}

export class Wire {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #base: string;

  constructor(server: Server) {
    this.#base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  ask({ method = 'GET', path, headers, raw }: Wired): Promise<{ status: number; text: string }> {
    const body = raw === undefined ? undefined : Buffer.from(raw);
    return new Promise((answered, failed) => {
      const asked = request(
        new URL(this.#base + path),
        {
          method,
          agent: this.#agent,
          // What `fetch` says where nothing else is said.
          headers: {
            Accept: '*/*',
            'Accept-Language': '*',
            ...(body && { 'Content-Length': body.length }),
            ...headers,
          },
        },
        (reply) => {
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.once('error', failed);
          reply.once('end', () =>
            answered({ status: reply.statusCode!, text: Buffer.concat(chunks).toString('utf8') }),
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
