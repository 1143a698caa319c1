/**
 * A client of the Duban API. Its types are generated from the API's own document (`npm run generate`); what is written here is what every caller needs:
 * acts under a key that survives a timeout, verdicts that are waited for, problems as errors, and webhooks that are checked.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import createClient, { type Client } from 'openapi-fetch';
import { Webhook } from 'standardwebhooks';
import type { components, paths, webhooks } from './schema.ts';

export type { components, paths, webhooks };
export type Problem = components['schemas']['Problem'];

type JsonOf<T> = T extends { content: { 'application/json': infer B } } ? B : never;
type BodyOf<P extends keyof paths> = paths[P] extends { post: { requestBody: infer R } }
  ? JsonOf<R>
  : never;
type ActPath = Extract<keyof paths, `/v1/files/{id}/acts/${string}`>;
type TypeOf<P> = P extends `/v1/files/{id}/acts/${infer T}` ? T : never;

/** The acts that people file, of every procedure. */
export type ActType = Exclude<TypeOf<ActPath>, '{act}'>;
/** What is filed with an act. */
export type ActBody<T extends ActType> = BodyOf<`/v1/files/{id}/acts/${T}`>;
/** An act as it was taken in, with its verdict where there is one. */
export type Act = JsonOf<paths['/v1/files/{id}/acts/chase']['post']['responses'][200]>;
/** What a receiver is sent. */
export type Message = {
  [W in keyof webhooks]: webhooks[W] extends { post: { requestBody: infer R } } ? JsonOf<R> : never;
}[keyof webhooks];

/** A refusal: which code, under which clause, what it says and what would be lawful. */
export class DubanProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.en}`);
    this.name = 'DubanProblem';
    this.problem = problem;
  }
}

/** Nothing certain is known of what was sent: send it again, under the same key. */
export class DubanUnanswered extends Error {
  readonly key: string;
  constructor(key: string, cause: unknown) {
    super('no verdict yet; send it again under the same key', { cause });
    this.name = 'DubanUnanswered';
    this.key = key;
  }
}

export interface Options {
  /** Where the API is, without `/v1`. */
  baseUrl: string;
  /** The officer's token, asked for at every request: it may have been renewed. */
  token: () => string | Promise<string>;
  /** How often something is sent again after no answer, a full server or no verdict yet; 8 where nothing is said. */
  tries?: number;
  /** Milliseconds before the first repetition; each further one waits twice as long, at most ten seconds. */
  firstPause?: number;
  fetch?: (request: Request) => Promise<Response>;
}

export interface Duban {
  /** Every operation of the API, typed. */
  api: Client<paths>;
  /** Files an act and waits for its verdict. Throws `DubanProblem` where it is refused. `key`: keep it where the act may have to be sent again later. */
  act<T extends ActType>(file: string, type: T, body: ActBody<T>, key?: string): Promise<Act>;
  /** The same for anything else that is sent under a key: what opens a file. */
  send<R>(path: string, body: unknown, key?: string): Promise<R>;
}

const LONGEST_PAUSE = 10_000;
/** The server is full, being changed, or has not judged it yet. */
const worthRepeating = (status: number): boolean =>
  status === 202 || status === 429 || status >= 500;

export function createDuban(options: Options): Duban {
  const { baseUrl, token, tries = 8, firstPause = 250, fetch = globalThis.fetch } = options;
  const authorised = async (request: Request): Promise<Response> => {
    request.headers.set('Authorization', `Bearer ${await token()}`);
    return fetch(request);
  };

  async function send<R>(path: string, body: unknown, key: string = randomUUID()): Promise<R> {
    let cause: unknown;
    for (let n = 0; n < tries; n++) {
      if (n > 0) await pause(Math.min(firstPause * 2 ** (n - 1), LONGEST_PAUSE));
      try {
        const response = await authorised(
          new Request(new URL(path, baseUrl), {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
            body: JSON.stringify(body),
          }),
        );
        const answer: unknown = await response.json();
        if (response.ok && response.status !== 202) return answer as R;
        if (!worthRepeating(response.status)) throw new DubanProblem(answer as Problem);
        cause = answer;
      } catch (error) {
        if (error instanceof DubanProblem) throw error;
        cause = error;
      }
    }
    throw new DubanUnanswered(key, cause);
  }

  return {
    api: createClient<paths>({ baseUrl, fetch: authorised }),
    send,
    act: (file, type, body, key) =>
      send<Act>(`/v1/files/${encodeURIComponent(file)}/acts/${type}`, body, key),
  };
}

/**
 * The message of a webhook, as it was signed. Throws where no secret fits, or where it is older or newer than five minutes.
 * @param body the bytes as they came, not parsed and printed again
 */
export function verified(
  body: string,
  headers: Record<string, string>,
  secrets: readonly string[],
): Message {
  let last: unknown;
  for (const secret of secrets)
    try {
      return new Webhook(secret).verify(body, headers) as Message;
    } catch (error) {
      last = error;
    }
  throw last ?? new Error('no secret was given');
}
