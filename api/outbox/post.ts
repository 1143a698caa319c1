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
  { body, headers }: Signed,
  options: PostOptions,
): Promise<string | undefined> {
  const { policy, timeout, resolve, signal } = options;
  // This also judges an address that stands in the URL itself: for those no lookup is asked.
  if (policy.refuseUrl(target)) return 'address-refused';
  const url = new URL(target);
  const secure = url.protocol === 'https:';
  const late = AbortSignal.timeout(timeout);
  try {
    const status = await statusOf(url, body, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
      lookup: checkedLookup(policy, secure, resolve),
      signal: signal ? AbortSignal.any([late, signal]) : late,
    });
    return wordFor(status);
  } catch (error) {
    if (error instanceof AddressRefused) return 'address-refused';
    if (signal?.aborted) return 'stopped';
    return late.aborted ? 'timeout' : codeOf(error);
  }
}

function statusOf(
  url: URL,
  body: string,
  options: Parameters<typeof httpsRequest>[1],
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
      url,
      options,
      (response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      },
    );
    request.once('error', reject);
    // A receiver may hang up after the status: that is no fault any more.
    request.on('error', () => {});
    request.end(body);
  });
}

function wordFor(status: number): string | undefined {
  if (status >= 200 && status < 300) return undefined;
  return status >= 300 && status < 400 ? 'redirect-refused' : `status-${status}`;
}

function codeOf(error: unknown): string {
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return /^[A-Z_0-9]{2,60}$/.test(code) ? code : 'failed';
}
