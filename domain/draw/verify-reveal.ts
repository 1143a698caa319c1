/** 核验揭示 Whether the numbers, their order, the result and the chain of a revealed draw hold, recomputed from the record alone. */
import { refuseContribution } from './contribution.ts';
import { secretHashOf } from './hashing.ts';
import type { DrawRecord } from './record.ts';
import { refuseRedraw } from './redraw.ts';
import { recordOf } from './steps.ts';
import { type Finding, type Noted, found, equal } from './finding.ts';

export function ofReveal(record: DrawRecord, noted: Noted): Finding[] {
  const { statement: s, contribution, reveal } = record;
  const wrong = refuseContribution(s, contribution);
  const asNoted = noted.number === undefined ? undefined : noted.number === contribution.number;
  const matches = secretHashOf(reveal.secret) === s.secretHash;
  const again = recordOf(s, contribution, reveal);
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
    ofOrder(record),
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

/** Committed, contributed, revealed: a late reveal is said, and is no fault of the result. */
function ofOrder({ statement, contribution, reveal }: DrawRecord): Finding {
  const ordered = reveal.at >= contribution.at;
  const late = reveal.at > statement.revealBy;
  return found(
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
  );
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
