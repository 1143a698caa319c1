/** The door of a signer and of a witness: `POST /add-checkpoint` with a small text, and an answer of a few lines. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface DoorAnswer {
  status: number;
  text: string;
  /** Plain text unless it is said. */
  type?: string;
}

/** 63 hashes and a checkpoint with a hundred signatures have room in it. */
const LONGEST_BODY = 32_768;
const CONNECTIONS = 64;
/** Milliseconds that a request may take to arrive. */
const ARRIVAL = 10_000;

/** C2SP tlog-witness: from which size on the other side has to go on. */
export const sizeAnswer = (size: number): DoorAnswer => ({
  status: 409,
  text: `${size}\n`,
  type: 'text/x.tlog.size',
});

export function createDoor(path: string, answerTo: (body: string) => Promise<DoorAnswer>): Server {
  const server = createServer((request, response) => {
    void answered(path, answerTo, request).then((answer) => send(response, answer));
  });
  server.maxConnections = CONNECTIONS;
  server.requestTimeout = ARRIVAL;
  server.headersTimeout = ARRIVAL;
  return server;
}

async function answered(
  path: string,
  answerTo: (body: string) => Promise<DoorAnswer>,
  request: IncomingMessage,
): Promise<DoorAnswer> {
  if (request.method === 'GET' && request.url === '/health') return { status: 200, text: 'ok\n' };
  if (request.url !== path) return { status: 404, text: `POST ${path}\n` };
  if (request.method !== 'POST') return { status: 405, text: `POST ${path}\n` };
  try {
    const body = await bodyOf(request);
    return body === undefined ? { status: 413, text: 'too long\n' } : await answerTo(body);
  } catch {
    return { status: 400, text: 'the request has ended before its end\n' };
  }
}

/** Nothing where it is too long; what is no UTF-8 becomes a text that no reader takes. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LONGEST_BODY) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, { status, text, type }: DoorAnswer): void {
  // Nothing more is read of a request that was too long.
  if (status === 413) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': type ?? 'text/plain; charset=utf-8' }).end(text);
}
