/** 核验 What anybody can find out from the published text alone: check by check, whether it holds. */
import type { Sentence } from '../law/refusal.ts';
import { canonicalize } from './canonical.ts';
import { withoutChance } from './chance.ts';
import { refuseContribution } from './contribution.ts';
import { recordHashOf, secretHashOf, statementHashOf } from './hashing.ts';
import type { AbandonedRecord, DrawRecord, Statement } from './record.ts';
import { refuseRedraw } from './redraw.ts';
import { abandonedShape, recordShape } from './record-shape.ts';
import { refuseStatement } from './statement.ts';
import { recordOf } from './steps.ts';

/** `undefined`: the text alone cannot tell; `say` tells what is needed. */
export interface Finding {
  check: string;
  holds: boolean | undefined;
  say: Sentence;
}

/** What somebody noted down before the reveal, or has of the records before. */
export interface Noted {
  statementHash?: string;
  number?: string;
  chain?: readonly DrawRecord[];
}

const found = (check: string, holds: boolean | undefined, zh: string, en: string): Finding => ({
  check,
  holds,
  say: { zh, en },
});
const equal = (a: unknown, b: unknown): boolean => canonicalize(a) === canonicalize(b);

export const holdsAll = (findings: readonly Finding[]): boolean =>
  findings.every(({ holds }) => holds !== false);

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

function ofReveal(record: DrawRecord, noted: Noted): Finding[] {
  const { statement: s, contribution, reveal } = record;
  const wrong = refuseContribution(s, contribution);
  const asNoted = noted.number === undefined ? undefined : noted.number === contribution.number;
  const matches = secretHashOf(reveal.secret) === s.secretHash;
  const ordered = reveal.at >= contribution.at;
  const again = recordOf(s, contribution, reveal);
  const late = reveal.at > s.revealBy;
  return [
    found(
      'contribution',
      !wrong,
      wrong?.say.zh ?? `第二个数由 ${contribution.body} 在承诺之后给出。`,
      wrong?.say.en ?? `The second number came from ${contribution.body}, after the commitment.`,
    ),
    found(
      'number',
      asNoted,
      asNoted === undefined
        ? `请向 ${contribution.body} 核对其给出的数（--number）。`
        : `与 ${contribution.body} 给出的数${asNoted ? '一致' : '不一致'}。`,
      asNoted === undefined
        ? `Ask ${contribution.body} for the number it gave (--number).`
        : `It ${asNoted ? 'is' : 'is not'} the number that ${contribution.body} gave.`,
    ),
    found(
      'secret',
      matches,
      matches ? '揭示的密数与承诺相符。' : '揭示的密数与承诺不符。',
      matches
        ? 'The revealed secret is the committed one.'
        : 'The revealed secret is not the committed one.',
    ),
    found(
      'order',
      ordered,
      !ordered
        ? '揭示早于第二个数。'
        : late
          ? '次序相符；揭示迟于承诺的期限。'
          : '承诺、给数、揭示次序相符。',
      !ordered
        ? 'Revealed before the second number.'
        : late
          ? 'In order; revealed later than promised.'
          : 'Committed, contributed, revealed: in this order.',
    ),
    found(
      'seed',
      again.seed === record.seed,
      again.seed === record.seed ? '种子重算相符。' : '种子重算不符。',
      `The seed ${again.seed === record.seed ? 'is' : 'is not'} the hash of both numbers.`,
    ),
    ...ofResult(record, again),
    ...ofChain(record, noted.chain),
  ];
}

function ofResult({ result }: DrawRecord, again: DrawRecord): Finding[] {
  const [objects, teams] = [
    equal(result.objects, again.result.objects),
    equal([result.teams, result.unstaffed], [again.result.teams, again.result.unstaffed]),
  ];
  return [
    found(
      'objects',
      objects,
      objects ? `重算抽中同样的 ${result.objects.length} 个对象。` : '重算抽中的对象不同。',
      objects
        ? `Recomputed, the same ${result.objects.length} objects are drawn.`
        : 'Recomputed, other objects are drawn.',
    ),
    found(
      'teams',
      teams,
      teams ? `重算得出同样的 ${result.teams.length} 组人员。` : '重算得出的人员不同。',
      teams
        ? `Recomputed, the same ${result.teams.length} teams go.`
        : 'Recomputed, other teams go.',
    ),
  ];
}

/** What the registries knew is taken from the statement itself; that it was their whole knowledge, the register shows. */
function ofChain(
  { statement: s }: DrawRecord,
  chain: readonly DrawRecord[] | undefined,
): Finding[] {
  if (s.follows === null) return [];
  if (s.follows.reason === 'abandonment' || !chain)
    return [
      found(
        'chain',
        undefined,
        `接续 ${s.follows.draw}：请提供此前的全部记录（--previous）。`,
        `It goes on from ${s.follows.draw}: give all records before it (--previous).`,
      ),
    ];
  const known = {
    ...s,
    today: '' as never,
    staleAfterDays: 0,
    unrevealed: [],
    chain,
    abandoned: undefined,
  };
  const wrong = refuseRedraw(s, known);
  return [
    found(
      'chain',
      !wrong,
      wrong?.say.zh ?? `有理由地接续 ${s.follows.draw}，只补抽缺出的。`,
      wrong?.say.en ??
        `It goes on from ${s.follows.draw} with a reason, and replaces only what fell out.`,
    ),
  ];
}
