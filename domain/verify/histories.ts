/** 流程历史 Each history under the hash that the register states, and whom it names. */
import { instantText } from '../dossier/events.ts';
import { Principals } from '../dossier/principals.ts';
import type { DossierHistory } from '../dossier/shapes.ts';
import { fromUtf8 } from '../proof/bytes.ts';
import { canonicalJson } from '../proof/canonical.ts';
import { finding, proving, type Finding } from './findings.ts';
import { hashOf, type Read } from './members.ts';

export function* histories(read: Read): Generator<Finding> {
  const { dossier, members } = read;
  const named = dossier.histories.flatMap(({ member }) => member ?? []);
  const extra = [...members.keys()].filter(
    (name) => name.startsWith('history/') && !named.includes(name),
  );
  const wrong = [
    ...extra,
    ...unnamed(read),
    ...dossier.histories.flatMap((one, n) => broken(read, one, n)),
  ];
  yield proving('histories', wrong, {
    holds: {
      zh: `${named.length} 份流程历史与所载哈希相符，已存档的与台账 history-kept 条目相符，签名人由历史重新读出。`,
      en: `${named.length} histories have the hashes that are stated, by the register where they are kept, and name whom the dossier names.`,
    },
    fails: {
      zh: '流程历史与所载哈希或者台账不符。',
      en: 'A history is not what the dossier or the register says of it.',
    },
  });
  const unkept = dossier.histories
    .filter(({ state }) => state !== 'kept')
    .map(({ state, run }) => `${run ?? '—'}: ${state}`);
  if (unkept.length > 0)
    yield finding(
      'histories',
      'word',
      '尚未存档、已遗失或者不收入的流程历史，台账没有载明其哈希。',
      'Of histories that are not kept yet, are lost or left out the register states no hash.',
      unkept,
    );
}

/** A run that the register names stands in the dossier once, and no run twice: a history can't be left out. */
function unnamed({ dossier, register }: Read): string[] {
  const runs = dossier.histories.map(({ run }) => run);
  const named = register.entries.flatMap(({ type, body }) =>
    (type === 'history-kept' || type === 'history-lost') && typeof body?.['run'] === 'string'
      ? [body['run']]
      : [],
  );
  const hidden = dossier.made.scope === 'withheld';
  return [
    ...runs.filter((run, n) => run !== null && runs.indexOf(run) !== n),
    ...named.filter((run) => !hidden && !runs.includes(run)),
  ].map((run) => `history ${run}`);
}

function broken({ members, register, dossier }: Read, one: DossierHistory, n: number): string[] {
  const { run, member, sha256, events, builds, principals, state, seq, keptAt } = one;
  const where = member ?? `history ${n + 1}`;
  const kept = register.entries.find(
    ({ type, body }) => type === 'history-kept' && body?.['run'] === run,
  );
  const wrong: string[] = [];
  const differs = (name: string, is: unknown, shall: unknown): void => {
    if (canonicalJson(is ?? null) !== canonicalJson(shall ?? null)) wrong.push(`${where}: ${name}`);
  };
  const hidden = dossier.made.scope === 'withheld';
  if (kept?.body && state === 'kept') {
    differs('sha256', sha256, kept.body['sha256']);
    differs('seq', seq, kept.seq);
    differs('keptAt', keptAt, instantText(kept.recordedAt));
  } else if (!hidden && (state === 'kept' || seq !== null || kept))
    wrong.push(`${where}: history-kept`);
  if (member === null) {
    if (!hidden && ['kept', 'running', 'ended'].includes(state)) wrong.push(`${where}: member`);
    if (!hidden) differs('empty', [events, sha256, builds, principals], [null, null, [], []]);
    return wrong;
  }
  if (hidden) wrong.push(`${where}: withheld`);
  const bytes = members.get(member);
  differs('member', member, `history/${String(n + 1).padStart(3, '0')}-${run}.json`);
  if (!bytes || hashOf(bytes) !== sha256) return [...wrong, `${where}: sha256`];
  const read = eventsIn(bytes);
  if (!read) return [...wrong, `${where}: form`];
  const found = new Principals();
  read.forEach((event) => found.add(event));
  differs('events', events, read.length);
  differs('builds', builds, found.builds);
  differs('principals', principals, found.found);
  return wrong;
}

function eventsIn(bytes: Uint8Array): readonly Readonly<Record<string, unknown>>[] | undefined {
  const text = fromUtf8(bytes) ?? '';
  try {
    const { events } = JSON.parse(text) as { events: Record<string, unknown>[] };
    return Array.isArray(events) && canonicalJson({ events }) === text ? events : undefined;
  } catch {
    return undefined;
  }
}
