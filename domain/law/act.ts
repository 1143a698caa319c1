import type { Instant } from '../time/instant.ts';

/** What a message to the engine may carry besides ids and instants: enums, codes, counts. Never a name, never a narrative. */
export type Fact =
  | string
  | number
  | boolean
  | null
  | readonly Fact[]
  | { readonly [key: string]: Fact | undefined };

/**
 * 文书 An official act on its way to a file: what the engine sees of it.
 * The full payload, with whatever is personal in it, stays in the inbox; `hash` ties the two together.
 */
export interface Act {
  id: string;
  /** The file's inbox number: acts are judged in this order. */
  number: number;
  type: string;
  /** The acting unit and officer, as registered. */
  unit: string;
  officer: string;
  /** Receipt (X-12, TJ51-A1-X1): stamped by our server or by the designated receiving system, never by the caller. */
  receivedAt: Instant;
  /** Arrival at our server: the same instant as the receipt, unless the designated office system stamped the receipt earlier. By it the acts of a file are ordered. */
  arrivedAt: Instant;
  /** Occurrence: the date the act states for itself, where it decides something. */
  occurredAt?: Instant;
  /** Service (送达) on an outsider, as its proof states. */
  servedAt?: Instant;
  /** SHA-256 over the canonical JSON (RFC 8785) of the full payload. */
  hash: string;
  facts: { readonly [key: string]: Fact | undefined };
  /** Registry facts: what only the registries know of the act, as they stand at the verdict. They are no part of the message. */
  known?: { readonly [key: string]: Fact | undefined };
}

/** Which of an act's three dates decides whether a duty was met in time. */
export type JudgedBy = 'receipt' | 'occurrence' | 'service';
