/** A call of the engine: under a short-lived token that names the officer, and where somebody waits, within a bounded time. */
import {
  Client,
  Connection,
  type WorkflowClientInterceptor,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import { mintEngineToken, type SigningKey } from '../../engine-token.ts';

export interface EngineOptions {
  /** Where the pages are: the details of a run lead to its file. */
  home?: string | undefined;
  address: string;
  namespace: string;
  taskQueue: string;
  tls?: boolean;
  apiKey?: string;
  key?: SigningKey;
  /** In demo and test namespaces an act is received at the file's own time, which may have been skipped. */
  timeSkipping?: boolean;
  /** Milliseconds after the end of a run within which its history is to be kept, where the namespace says more or cannot be asked. */
  retention?: number | undefined;
  /** Stands around starts and signals: brings them the trace that they belong to. */
  around?: WorkflowClientInterceptor | undefined;
}

/** An engine that has not taken a start or a signal within so many milliseconds counts as away; the relay tries again. */
export const DEADLINE = 5_000;
/** A token is used for most of its five minutes. */
const TOKEN_LIFE = 240_000;
/** The driver's longest wait before it tries again is five seconds, a fifth more or less. */
const LAST_WAIT = 7_000;

export class EngineCalls {
  readonly connection: Connection;
  readonly client: Client;
  readonly options: EngineOptions;
  #tokens = new Map<string, { token: Promise<string>; until: number }>();

  readonly #underWay = new Set<Promise<unknown>>();
  #closing = false;

  constructor(options: EngineOptions) {
    const { address, tls = false, apiKey, namespace, around } = options;
    const retry = defaultGrpcRetryOptions();
    const interceptor = makeGrpcRetryInterceptor({
      ...retry,
      retryableDecider: (attempt, status) =>
        !this.#closing && retry.retryableDecider(attempt, status),
    });
    this.options = options;
    this.connection = Connection.lazy({
      address,
      tls,
      interceptors: [interceptor],
      ...(apiKey ? { apiKey } : {}),
    });
    this.client = new Client({
      connection: this.connection,
      namespace,
      ...(around && { interceptors: { workflow: [around] } }),
    });
  }

  /** Makes calls under a token that names this officer. Where no key is set but a fixed token, the calls are made under that. */
  async as<T>(subject: string, call: () => Promise<T>): Promise<T> {
    const { key } = this.options;
    const token = key && (await this.#token(subject, key));
    const made = token === undefined ? call() : this.connection.withApiKey(token, call);
    this.#underWay.add(made);
    return made.finally(() => this.#underWay.delete(made));
  }

  /** For what somebody waits for. */
  soon<T>(officer: string, call: () => Promise<T>): Promise<T> {
    return this.connection.withDeadline(Date.now() + DEADLINE, () => this.as(officer, call));
  }

  #token(subject: string, key: SigningKey): Promise<string> {
    const now = Date.now();
    const kept = this.#tokens.get(subject);
    if (kept && kept.until > now) return kept.token;
    if (this.#tokens.size > 10_000) this.#tokens.clear();
    const token = mintEngineToken(key, {
      sub: subject,
      permissions: [`${this.options.namespace}:write`],
    });
    this.#tokens.set(subject, { token, until: now + TOKEN_LIFE });
    return token;
  }

  /**
   * The driver tries again by a timer that knows nothing of a closed connection, and what it throws there would end the process: so nothing is tried
   * again from now on, and what is under way may end first.
   */
  async close(): Promise<void> {
    this.#closing = true;
    const patience = new AbortController();
    await Promise.race([
      Promise.allSettled(this.#underWay),
      sleep(LAST_WAIT, undefined, { signal: patience.signal }).catch(() => {}),
    ]);
    patience.abort();
    await this.connection.close();
  }
}
