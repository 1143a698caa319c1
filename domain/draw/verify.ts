/** 核验 What anybody can find out from the published text alone: check by check, whether it holds. */

import { canonicalize } from './canonical.ts';
import { withoutChance } from './chance.ts';
import { recordHashOf, statementHashOf } from './hashing.ts';
import type { AbandonedRecord, DrawRecord, Statement } from './record.ts';
import { abandonedShape, recordShape } from './record-shape.ts';
import { refuseStatement } from './statement.ts';
import { type Finding, type Noted, found } from './finding.ts';
import { ofReveal } from './verify-reveal.ts';

export function readRecord(text: string): DrawRecord | AbandonedRecord | Finding {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return found('form', false, '不是 JSON。', 'This is no JSON.');
  }
  const shape =
    typeof value === 'object' && value !== null && 'abandonment' in value
      ? abandonedShape
      : recordShape;
  const parsed = shape.safeParse(value);
  const issue = parsed.error?.issues[0];
  return parsed.success
    ? parsed.data
    : found(
        'form',
        false,
        `格式不符：${issue?.path.join('.')} ${issue?.message}。`,
        `Not the form of a record: ${issue?.path.join('.')}: ${issue?.message}.`,
      );
}

export function verify(text: string, noted: Noted = {}): Finding[] {
  const record = readRecord(text);
  if ('check' in record) return [record];
  const plain = canonicalize(record) === text.replace(/\n$/, '');
  const findings = [
    found('form', true, '格式相符。', 'It has the form of a record.'),
    found(
      'canonical',
      plain,
      plain ? '逐字节为规范 JSON（RFC 8785）。' : '字节不是规范 JSON（RFC 8785）。',
      plain
        ? 'Byte for byte canonical JSON (RFC 8785).'
        : 'The bytes are not canonical JSON (RFC 8785).',
    ),
    ...ofStatement(record.statement, record.statementHash, noted),
    ...('abandonment' in record
      ? [abandoned()]
      : refuseStatement(record.statement)
        ? [undrawable()]
        : ofReveal(record, noted)),
  ];
  const whole = recordHashOf(record) === record.hash;
  return [
    ...findings,
    found(
      'record-hash',
      whole,
      whole ? '记录摘要相符。' : '记录摘要不符：记录已被改动。',
      whole
        ? 'The hash of the record fits.'
        : 'The hash of the record does not fit: it was changed.',
    ),
  ];
}

const abandoned = (): Finding =>
  found(
    'abandoned',
    false,
    '本次抽查已经放弃，没有结果。',
    'This draw was abandoned; it has no result.',
  );

/** From an unsound statement nothing is drawn, not even to compare: a hostile one must not keep the verifier busy. */
const undrawable = (): Finding =>
  found(
    'undrawable',
    false,
    '承诺无效，未重算结果。',
    'The statement is unsound; nothing was recomputed.',
  );

function ofStatement(s: Statement, hash: string, noted: Noted): Finding[] {
  const unsound = refuseStatement(s);
  const fits = statementHashOf(s) === hash;
  const asNoted = noted.statementHash === undefined ? undefined : noted.statementHash === hash;
  return [
    found(
      'statement',
      !unsound,
      unsound?.say.zh ?? '总体、分层、权重和名额有效，顺序唯一。',
      unsound?.say.en ?? 'Population, strata, weights and quotas are sound and in their one order.',
    ),
    found(
      'statement-hash',
      fits,
      fits ? `承诺摘要 ${hash}。` : '承诺摘要不符：总体或者规则已被改动。',
      fits
        ? `The hash of the commitment is ${hash}.`
        : 'The hash of the commitment does not fit: population or rule was changed.',
    ),
    ...(unsound ? [] : ofChance(s)),
    found(
      'published-before',
      asNoted,
      asNoted === undefined
        ? '请与事先公布的承诺摘要比对（--committed）。'
        : `与事先公布的承诺${asNoted ? '一致' : '不一致'}。`,
      asNoted === undefined
        ? 'Compare with the hash that was published beforehand (--committed).'
        : `It ${asNoted ? 'is' : 'is not'} the commitment that was published beforehand.`,
    ),
  ];
}

/** Said of every record, also of those made before the statement itself said it. */
function ofChance(s: Statement): Finding[] {
  const fixed = withoutChance(s);
  if (fixed.length === 0) return [];
  const [zh, en] = [
    fixed.map((one) => (one === 'objects' ? '对象' : '人员')).join('、'),
    fixed.join(' and '),
  ];
  return [
    found('chance', true, `${zh}没有随机余地。`, `Chance had nothing to choose from: ${en}.`),
  ];
}
