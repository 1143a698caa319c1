/** One try: a single POST to a checked address, without redirects, its answer's body unread. */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { AddressRefused, checkedLookup, type AddressPolicy, type Resolve } from './addresses.ts';
import type { Signed } from './message.ts';

export interface PostOptions {
  policy: AddressPolicy;
  /** Milliseconds, from the resolution of the name to the status line. */
  timeout: number;
  resolve?: Resolve | undefined;
  /** Gives up: the process stops. */
  signal?: AbortSignal | undefined;
}

/** Nothing when the receiver has it (2xx), else a short word for why not: never what the receiver said. */
export async function post(
  target: string,
  signed: Signed,
  options: PostOptions,
): Promise<string | undefined> {
  const answer = await exchange(target, signed, options, 0);
  return typeof answer === 'string' ? answer : wordFor(answer.status);
}

interface Answer {
  status: number;
  text: string;
}

/** The same for whoever says in the answer whether it was taken: so many bytes of it are read. A word where there was none. */
export async function exchange(
  target: string,
  { body, headers }: Signed,
  options: PostOptions,
  reads: number,
): Promise<Answer | string> {
  const { policy, timeout, resolve, signal } = options;
  // This also judges an address that stands in the URL itself: for those no lookup is asked.
  if (policy.refuseUrl(target)) return 'address-refused';
  const url = new URL(target);
  const secure = url.protocol === 'https:';
  const late = AbortSignal.timeout(timeout);
  try {
    return await answerOf(url, body, reads, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
      lookup: checkedLookup(policy, secure, resolve),
      signal: signal ? AbortSignal.any([late, signal]) : late,
    });
  } catch (error) {
    if (error instanceof AddressRefused) return 'address-refused';
    if (signal?.aborted) return 'stopped';
    return late.aborted ? 'timeout' : codeOf(error);
  }
}

function answerOf(
  url: URL,
  body: string,
  reads: number,
  options: Parameters<typeof httpsRequest>[1],
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
      url,
      options,
      (response) => {
        const status = response.statusCode ?? 0;
        const parts: Buffer[] = [];
        const done = (): void => {
          resolve({ status, text: Buffer.concat(parts).subarray(0, reads).toString('utf8') });
          response.destroy();
        };
        if (reads === 0) return done();
        let size = 0;
        response.on('data', (part: Buffer) => {
          parts.push(part);
          size += part.length;
          if (size >= reads) done();
        });
        response.once('end', done).once('error', reject);
      },
    );
    request.once('error', reject);
    // A receiver may hang up after the status: that is no fault any more.
    request.on('error', () => {});
    request.end(body);
  });
}

export function wordFor(status: number): string | undefined {
  if (status >= 200 && status < 300) return undefined;
  return status >= 300 && status < 400 ? 'redirect-refused' : `status-${status}`;
}

function codeOf(error: unknown): string {
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return /^[A-Z_0-9]{2,60}$/.test(code) ? code : 'failed';
}
