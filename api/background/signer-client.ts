/**
 * Asks the signer, a process of its own (tools/signer.ts), to sign a head of the log. It decides from what it has signed before, so a refusal is no
 * fault of the way: less than was signed is an older backup, another tree a fork.
 */
import { request as overSocket, type IncomingMessage } from 'node:http';
import { request as overTls } from 'node:https';
import { checkpointText, type Checkpoint } from '../../domain/proof/checkpoint.ts';
import { fromDecimal } from '../../domain/proof/bytes.ts';
import { type NoteSignature, noteText, signaturesIn } from '../../domain/proof/note.ts';
import { type Growth, growthText } from '../../domain/proof/witness.ts';

/** `oldSize`: what the signer has signed last, as far as we know; `proof`: that the tree goes on from there. */
export interface HeadToSign extends Checkpoint, Growth {}

export type SignerAnswer =
  /** `note`: the signed checkpoint. Whether the signatures are of the log's keys is asked of `verified`. */
  | { signed: true; note: string; signatures: readonly NoteSignature[] }
  /** It has signed last a tree of `size` leaves: ask again from there; if the tree has fewer, it is an older backup. */
  | { signed: false; why: 'other-size'; size: number }
  /**
   * `fork`: it has signed another tree of this size. `bad-proof`: the tree does not go on from what it has signed. `not-begun`: it has no state of
   * this log. `unknown-log`: it has no key of this log. `no-form`: it does not take such requests.
   */
  | { signed: false; why: 'fork' | 'bad-proof' | 'not-begun' | 'unknown-log' | 'no-form' }
  /** It, its key or its disk is away; `what` is for the log of the process. */
  | { signed: false; why: 'away'; what: string };

interface Heard {
  status: number;
  type: string;
  text: string;
}

/** Two keys are asked at once, five seconds at most; the rest is for those who wait before us. */
const PATIENCE = 15_000;
const LONGEST_ANSWER = 65_536;

/** `address`: the path of its Unix socket, or `https://…` of a proxy before it. Throws where there is no such head; everything else is an answer. */
export async function askSigner(
  address: string,
  { oldSize, proof, ...head }: HeadToSign,
  { patience = PATIENCE }: { patience?: number } = {},
): Promise<SignerAnswer> {
  const text = checkpointText(head);
  try {
    return answerIn(await posted(address, growthText({ oldSize, proof }, text), patience), text);
  } catch (error) {
    return { signed: false, why: 'away', what: error instanceof Error ? error.message : '' };
  }
}

const refusals: Record<number, Extract<SignerAnswer, { signed: false }>> = {
  400: { signed: false, why: 'no-form' },
  403: { signed: false, why: 'not-begun' },
  404: { signed: false, why: 'unknown-log' },
  409: { signed: false, why: 'fork' },
  422: { signed: false, why: 'bad-proof' },
};

function answerIn({ status, type, text: answer }: Heard, text: string): SignerAnswer {
  const signatures = status === 200 ? signaturesIn(answer) : undefined;
  if (signatures?.length) return { signed: true, note: noteText({ text, signatures }), signatures };
  const size = type === 'text/x.tlog.size' ? fromDecimal(answer.trimEnd()) : undefined;
  if (status === 409 && size !== undefined) return { signed: false, why: 'other-size', size };
  return refusals[status] ?? { signed: false, why: 'away', what: `it has answered ${status}` };
}

function posted(address: string, body: string, patience: number): Promise<Heard> {
  const options = {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8', connection: 'close' },
    // Of the whole, not of one silence.
    signal: AbortSignal.timeout(patience),
  };
  return new Promise((resolve, reject) => {
    const onAnswer = (answer: IncomingMessage): void => {
      heard(answer).then(resolve, reject);
    };
    const asking = address.startsWith('https:')
      ? overTls(new URL('add-checkpoint', `${address.replace(/\/$/, '')}/`), options, onAnswer)
      : overSocket({ ...options, socketPath: address, path: '/add-checkpoint' }, onAnswer);
    asking.once('error', reject).end(body);
  });
}

async function heard(answer: IncomingMessage): Promise<Heard> {
  let text = '';
  answer.setEncoding('utf8');
  for await (const part of answer as AsyncIterable<string>) {
    text += part;
    if (text.length > LONGEST_ANSWER) throw new Error('it has answered too much');
  }
  return { status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', text };
}
