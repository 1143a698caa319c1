/** 重算 Whole dossiers are counted again without an engine, by the workflow code as it is: nothing differs; and what was changed in them is named. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { procedures } from '../../domain/procedures.ts';
import { ofTheLife, type Life, type Stood } from '../../domain/recount/life.ts';
import type { Difference, Recount } from '../../domain/recount/compare.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { buildRecount, recounting } from '../../tools/recount/bundle.ts';

interface Recorded {
  name: string;
  life: Life;
  stood: Stood;
}
const folder = fileURLToPath(new URL('../dossiers/', import.meta.url));
const recorded = readdirSync(folder)
  .sort()
  .map((name) => ({
    name,
    ...(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Omit<Recorded, 'name'>),
  }));

let recount: Recount;
beforeAll(async () => {
  recount = await recounting();
}, 60_000);

/** Time is skipped in tests, so their files happen after they were recorded; that bound is tried by itself below. */
const real = (differences: readonly Difference[]): Difference[] =>
  differences.filter(({ kind }) => kind !== 'early');

it('there is a whole file of every procedure, and each has a workflow of its name', () => {
  expect([...new Set(recorded.map(({ life }) => life.procedure))].toSorted()).toEqual(
    procedures.map(({ id }) => id).toSorted(),
  );
  for (const { id, workflow } of procedures)
    expect(id.replaceAll(/-([a-z])/g, (_, c: string) => c.toUpperCase())).toBe(workflow);
});

it('the bundle needs Node and nothing else', async () => {
  const imports = [...(await buildRecount()).matchAll(/^import .*from ["']([^"']+)["']/gm)];
  expect(imports.map(([, from]) => from)).toEqual([]);
});

it.each(recorded.map((one) => [one.name, one] as const))(
  '%s: every entry, verdict, duty and breach comes out as it stands',
  async (_, { life, stood }) => {
    const { differences, obeyed, counted } = await recount(life, stood);
    expect(real(differences)).toEqual([]);
    expect(obeyed).toEqual([]);
    expect(counted).toEqual({
      entries: stood.entries.filter(ofTheLife).length,
      verdicts: stood.verdicts.length,
      duties: stood.duties!.length,
      breaches: stood.breaches!.length,
    });
  },
);

/** The first recorded file that has what a plant needs, to be changed. */
function withOne(fits: (one: Recorded) => boolean): Recorded {
  const found = recorded.find(fits);
  if (!found) throw new Error('no recorded file fits');
  return structuredClone(found);
}
type Plain = Record<string, unknown>;
/** To be changed, whatever its fields are. */
const loose = (value: object | undefined): Plain => value as Plain;

describe('what was changed is named', () => {
  it('a refusal turned into an acceptance', async () => {
    const { life, stood } = withOne(({ stood }) =>
      stood.verdicts.some(({ verdict }) => !verdict.accepted),
    );
    const turned = stood.verdicts.find(({ verdict }) => !verdict.accepted)!;
    turned.verdict = { accepted: true };
    expect(real((await recount(life, stood)).differences)).toContainEqual({
      kind: 'verdict',
      ref: turned.act,
      field: 'verdict.accepted',
      stands: true,
      counted: false,
    });
  });

  it('an acceptance turned into a refusal, with its entry', async () => {
    const { life, stood } = withOne(({ life }) => life.acts.length > 2);
    const turned = stood.verdicts[1]!;
    turned.verdict = { accepted: false, refusal: {} as never };
    loose(stood.entries.find(({ key }) => key === `act:${turned.act}`))['type'] = 'act-refused';
    const { differences } = await recount(life, stood);
    expect(differences).toContainEqual(
      expect.objectContaining({ kind: 'verdict', ref: turned.act, field: 'verdict.accepted' }),
    );
    expect(differences).toContainEqual(
      expect.objectContaining({ kind: 'entry', ref: `act:${turned.act}`, field: 'type' }),
    );
  });

  it('a due instant that was moved, in the list and in the register', async () => {
    const { life, stood } = withOne(({ stood }) => stood.duties!.length > 0);
    const duty = stood.duties![0]! as Plain & { key: string };
    const due = duty['due'] as number;
    duty['due'] = due + 60_000;
    const armed = loose(stood.entries.find(({ key }) => key === `armed:${duty.key}`));
    const before = (armed['body'] as Plain)['due'];
    (armed['body'] as Plain)['due'] = '2099-01-01T00:00:00.000+08:00';
    expect(real((await recount(life, stood)).differences)).toEqual([
      {
        kind: 'entry',
        ref: `armed:${duty.key}`,
        field: 'body.due',
        stands: '2099-01-01T00:00:00.000+08:00',
        counted: before,
      },
      { kind: 'duty', ref: duty.key, field: 'due', stands: due + 60_000, counted: due },
    ]);
  });

  it('a breach that was removed from ledger and register, and one that was added', async () => {
    const { life, stood } = withOne(({ stood }) => stood.breaches!.length > 1);
    const [removed, other] = stood.breaches!;
    const planted = { ...other!, key: 'nobody-owed-this' };
    const { differences } = await recount(life, {
      ...stood,
      breaches: [...stood.breaches!.slice(1), planted],
      entries: stood.entries.filter(({ key }) => key !== `overdue:${removed!.key}`),
    });
    const named = real(differences).map(({ kind, ref, stands, counted }) => [
      kind,
      ref,
      stands === null ? 'gone' : counted === null ? 'added' : 'differs',
    ]);
    expect(named).toEqual([
      ['entry', `overdue:${removed!.key}`, 'gone'],
      ['breach', planted.key, 'added'],
      ['breach', removed!.key, 'gone'],
    ]);
  });

  it('another calendar: the dues that hang on it', async () => {
    const counted = ({ stood }: Recorded): boolean =>
      stood.entries.some(
        ({ type, body }) =>
          type === 'duty-armed' && Number((body['calendarVersions'] as unknown[])?.length) > 0,
      );
    const { life, stood } = withOne(counted);
    const calendar = life.opening['calendar'] as { off: string[]; work: string[] }[];
    for (const year of calendar)
      for (let day = 0; day < 400; day++)
        year.off.push(new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
    const { differences } = await recount(life, stood);
    expect(real(differences).length).toBeGreaterThan(0);
    expect(real(differences).some(({ kind, field }) => kind === 'life' || field !== null)).toBe(
      true,
    );
  });

  it('an act whose author was removed then, an act that was taken out, and one whose words are others', async () => {
    const { life, stood } = withOne(
      ({ life, stood }) =>
        life.acts.length > 2 &&
        life.acts[1]!.message.officer !== 'duban' &&
        stood.verdicts[1]!.verdict.accepted,
    );
    const [, act] = life.acts;
    const removed = structuredClone(life);
    loose(removed.acts[1])['author'] = {
      standing: { ...act!.author!.standing, removed: true },
    };
    expect((await recount(removed, stood)).differences).toContainEqual(
      expect.objectContaining({ kind: 'verdict', ref: act!.message.id, field: 'verdict.accepted' }),
    );
    const gone = { ...life, acts: life.acts.filter((one) => one !== act) };
    expect((await recount(gone, stood)).differences).toContainEqual(
      expect.objectContaining({ kind: 'verdict', ref: act!.message.id, counted: null }),
    );
    const other = structuredClone(life);
    loose(other.acts[1]!.message)['hash'] = '0'.repeat(64);
    expect((await recount(other, stood)).differences).toContainEqual(
      expect.objectContaining({ ref: `act:${act!.message.id}`, field: 'body.act.hash' }),
    );
  });

  it('two entries that were exchanged, an outcome that is another, and a ledger that is not at hand', async () => {
    const { life, stood } = withOne(({ stood }) => stood.entries.length > 5);
    const entries = [...stood.entries];
    [entries[1], entries[2]] = [entries[2]!, entries[1]!];
    const { differences } = await recount(life, {
      ...stood,
      entries,
      outcome: 'another',
      duties: null,
      breaches: null,
    });
    expect(real(differences)).toEqual([
      expect.objectContaining({ kind: 'order', ref: stood.entries[2]!.key }),
      expect.objectContaining({ kind: 'outcome', stands: 'another', counted: stood.outcome }),
    ]);
  });

  it('as of an earlier entry: a field that was emptied, and nothing of what came later', async () => {
    const { life, stood } = withOne(
      ({ stood }) => stood.entries.length > 5 && stood.entries[1]!.clause !== null,
    );
    const entries = structuredClone(stood.entries.slice(0, 3));
    const cut = { ...stood, entries, duties: null, breaches: null, until: 3 };
    expect(real((await recount(life, cut)).differences)).toEqual([]);
    const { key, clause } = entries[1]!;
    loose(entries[1])['clause'] = null;
    expect(real((await recount(life, cut)).differences)).toEqual([
      { kind: 'entry', ref: key, field: 'clause', stands: null, counted: clause },
    ]);
  });

  it('what was recorded before it can have happened', async () => {
    const { life, stood } = withOne(({ stood }) => stood.breaches!.length > 0);
    const late = 4e12;
    const after = {
      ...stood,
      entries: stood.entries.map((entry) => ({ ...entry, recordedAt: late })),
      verdicts: stood.verdicts.map((verdict) => ({ ...verdict, settledAt: late })),
      breaches: stood.breaches!.map((breach) => ({ ...breach, recordedAt: late })),
    };
    expect((await recount(life, after)).differences).toEqual([]);
    const [breach] = after.breaches;
    breach!.recordedAt = (loose(breach)['due'] as number) - 1;
    after.verdicts[1]!.settledAt = life.acts[1]!.message.arrivedAt - 10_000;
    expect((await recount(life, after)).differences.map(({ kind, ref }) => [kind, ref])).toEqual([
      ['early', after.verdicts[1]!.act],
      ['early', breach!.key],
    ]);
  });

  it('a decision across files that was never made, a procedure that there is not', async () => {
    const { life, stood } = withOne(({ life }) => life.acts.some(({ decision }) => decision));
    const undecided = { ...life, acts: life.acts.map((act) => ({ ...act, decision: null })) };
    expect((await recount(undecided, stood)).differences[0]).toMatchObject({
      kind: 'life',
      counted: expect.stringContaining('nothing was decided'),
    });
    expect(
      (await recount({ ...life, procedure: 'to-string' }, stood)).differences[0],
    ).toMatchObject({
      kind: 'life',
      counted: 'no such procedure: to-string',
    });
  });

  it('what an act was judged by was not kept: its verdict is obeyed, and that is said', async () => {
    const { life, stood } = withOne(({ life }) => life.acts.length > 3);
    const before = { ...life, acts: life.acts.map((act) => ({ ...act, author: null })) };
    const { differences, obeyed } = await recount(before, stood);
    expect(real(differences)).toEqual([]);
    expect(obeyed).toEqual(life.acts.slice(1).map(({ message }) => message.id));
  });

  it('a reminder that went out before the file was told of an act that had just arrived is no difference', async () => {
    const reminded = ({ stood, life }: Recorded): boolean =>
      stood.entries.some(
        ({ type }, index) =>
          type === 'duty-armed' &&
          stood.entries.slice(index).some(({ key }) => key === `act:${life.acts[1]?.message.id}`),
      ) && life.acts.length > 1;
    const { life, stood } = withOne(reminded);
    const act = life.acts[1]!.message;
    const at = stood.entries.findIndex(({ key }) => key === `act:${act.id}`);
    const plant = (arrived: number): Stood['entries'] => [
      ...stood.entries.slice(0, at),
      {
        key: `reminded:planted:${arrived}`,
        type: 'duty-reminded',
        clause: null,
        act: null,
        body: { at: new Date(arrived).toISOString() },
        recordedAt: 4e12,
      },
      ...stood.entries.slice(at),
    ];
    const judge = async (arrived: number): Promise<Difference[]> =>
      real((await recount(life, { ...stood, entries: plant(arrived) })).differences);
    expect(await judge(act.arrivedAt)).toEqual([]);
    expect(await judge((act.arrivedAt - 3_600_000) as Instant)).toEqual([
      expect.objectContaining({ kind: 'entry', counted: null }),
    ]);
  });
});
