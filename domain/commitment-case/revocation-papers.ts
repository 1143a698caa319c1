/** 公文 The decision that revokes a result, and its receipt: in the case, or in a file of its own where the case is closed (TJ84-10.1, 11). */
import {
  after,
  before,
  decidedAt,
  decision,
  methodOfService,
  mayAppeal,
  party,
  reasons,
  receipt,
  recipient,
  remedies,
  suit,
} from '../law/paper-parts.ts';
import { p, servedNumber, type Paper, type PaperField } from '../law/papers.ts';
import { revocation } from './acts.ts';

type Fields = Paper['fields'];

/** `result` and, where it is known, `item`: what is revoked; on whose suggestion, which its receipt does not say. */
export const revocationPapers = (
  about: Fields,
  of: string,
  suggestionNo: PaperField,
): readonly Paper[] => [
  decision(
    'revocation',
    ['撤销决定书', 'Decision to revoke'],
    before(revocation, 'accepting'),
    { ...about, suggestionNo, reasons, decidedAt, addressee: party, ...remedies, ...suit },
    [
      p('经查，{{reasons}}'),
      p(`依照{{article}}，决定撤销 ${of}。作出决定的时间：{{decidedAt}}。`),
      p('撤销建议：{{suggestionNo}}。', 'suggestionNo'),
      mayAppeal,
    ],
  ),
  receipt(
    'revocation-receipt',
    ['撤销决定送达回证', 'Receipt of the revocation'],
    after(revocation, 'accepting'),
    {
      ...about,
      decisionNo: servedNumber(),
      recipient,
      method: methodOfService,
    },
    { served: '撤销决定书 {{decisionNo}}' },
  ),
];
