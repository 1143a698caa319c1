/**
 * 进程内的请求 How the pages ask the API: through the same application, with the same checks, limits and records as a request from outside, and without a
 * socket. For whom it is asked stands in a map that only code of this process can write; nothing that comes over the wire gets there.
 */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { TokenClaims } from './deps.ts';

export interface Inner {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its query, if it has one. */
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}
export interface InnerReply {
  status: number;
  body: unknown;
  /** As it came: of a document that is no text. */
  raw?: Uint8Array;
  headers: Readonly<Record<string, unknown>>;
}
/** Asks the API for somebody who is signed in. */
export type AskInside = (subject: string, asked: Inner) => Promise<InnerReply>;
type Dispatch = (req: IncomingMessage, res: ServerResponse) => void;

const vouched = new WeakMap<object, TokenClaims>();
/** For whom a request is made that comes from inside; undefined for every other. */
export const vouchedFor = (req: object): TokenClaims | undefined => vouched.get(req);

export const askingInside =
  (dispatch: Dispatch): AskInside =>
  (subject, { method, path, headers = {}, body }) => {
    const socket = new Socket();
    const req = new IncomingMessage(socket);
    const raw = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    req.method = method;
    req.url = path;
    req.headers = {
      host: 'inside',
      accept: 'application/json',
      ...Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      ...(raw && { 'content-type': 'application/json', 'content-length': String(raw.length) }),
    };
    if (raw) req.push(raw);
    req.push(null);
    vouched.set(req, { subject });
    return heard(new ServerResponse(req), (res) => dispatch(req, res)).finally(() =>
      socket.destroy(),
    );
  };

/** What is written as the answer; an answer that is cut off is an error. */
function heard(res: ServerResponse, dispatch: (res: ServerResponse) => void): Promise<InnerReply> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const take = (chunk: unknown): void => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    };
    const write = (chunk: unknown): boolean => {
      take(chunk);
      return true;
    };
    const end = (chunk?: unknown): ServerResponse => {
      take(chunk);
      const raw = Buffer.concat(chunks);
      resolve({
        status: res.statusCode,
        body: read(raw.toString('utf8')),
        raw,
        headers: res.getHeaders(),
      });
      res.emit('finish');
      return res;
    };
    const destroy = (): ServerResponse => {
      reject(new Error('an answer inside was cut off'));
      return res;
    };
    Object.assign(res, { write, end, destroy });
    dispatch(res);
  });
}

function read(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
