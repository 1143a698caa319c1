/** 公文 The papers of a version of the lists of services: that it was confirmed, or that it does not take force (QJ-2.1a). */
import { after, because, letter, reason, record } from '../law/paper-parts.ts';
import { maybe, opened, p, rows, said, signed, type Paper } from '../law/papers.ts';
import { confirmation, rejection } from './acts.ts';

const basisNo = maybe(opened('documentNo', 'line', '依据文号', 'Number of the basis'));

export const papers: readonly Paper[] = [
  record(
    'confirmation',
    ['政务服务事项清单复核表', 'Confirmation of the lists'],
    after(confirmation, 'proposing', 'confirming'),
    {
      basisNo,
      inForceOn: maybe(opened('inForceOn', 'day', '施行日期', 'In force from')),
      why: maybe(opened('reason', 'text', '调整理由', 'Reason')),
      list: said('list', 'line', '清单的哈希', 'Hash of the lists'),
    },
    [
      rows(
        ['依据文号', '{{basisNo}}'],
        ['施行日期', '{{inForceOn}}'],
        ['调整理由', '{{why}}'],
        ['清单的 SHA-256', '{{list}}'],
      ),
      signed('提出单位（签名、日期）', '复核人（签名、日期）'),
    ],
  ),
  letter(
    'rejection',
    ['政务服务事项清单不予施行通知', 'Rejection of the lists'],
    after(rejection, 'confirming'),
    { basisNo, reason },
    [p('你单位提出的政务服务事项清单（{{basisNo}}）经复核，不予施行。'), because],
    { receiver: 'proposing' },
  ),
];
