/** A call of the engine: under a short-lived token that names the officer, and where somebody waits, within a bounded time. */
import { Client, Connection } from '@temporalio/client';
import { mintEngineToken, type SigningKey } from '../../engine-token.ts';

export interface EngineOptions {
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
}

/** An engine that has not taken a start or a signal within so many milliseconds counts as away; the relay tries again. */
export const DEADLINE = 5_000;
/** A token is used for most of its five minutes. */
const TOKEN_LIFE = 240_000;

export class EngineCalls {
  readonly connection: Connection;
  readonly client: Client;
  readonly options: EngineOptions;
  #tokens = new Map<string, { token: Promise<string>; until: number }>();

  constructor(connection: Connection, options: EngineOptions) {
    this.connection = connection;
    this.options = options;
    this.client = new Client({ connection, namespace: options.namespace });
  }

  /** Makes calls under a token that names this officer. Where no key is set but a fixed token, the calls are made under that. */
  async as<T>(subject: string, call: () => Promise<T>): Promise<T> {
    const { key } = this.options;
    if (!key) return call();
    return this.connection.withApiKey(await this.#token(subject, key), call);
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

  close(): Promise<void> {
    return this.connection.close();
  }
}
